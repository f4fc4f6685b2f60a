package io.sluice.app;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.sluice.migration.Migrations;
import java.time.Duration;
import org.flywaydb.core.api.FlywayException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a node with role projection has in addition. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.PROJECTION)
class ProjectionRoleConfiguration {

    /** A query that gets no connection is answered by the ledger's owner instead. */
    private static final Duration CONNECTION_WITHIN = Duration.ofSeconds(2);

    @Bean
    HikariDataSource dataSource(Services services, SluiceProperties settings) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("sluice");
        pool.setJdbcUrl(services.jdbcUrl().orElseThrow());
        if (settings.postgres().url().isPresent()) {
            pool.setUsername(settings.postgres().username());
            pool.setPassword(settings.postgres().password());
        }
        pool.setMaximumPoolSize(settings.postgres().maximumPoolSize());
        pool.setConnectionTimeout(CONNECTION_WITHIN.toMillis());
        pool.setInitializationFailTimeout(-1);
        HikariDataSource source = new HikariDataSource(pool);
        try {
            Migrations.migrate(source);
            return source;
        } catch (FlywayException e) {
            source.close();
            throw StartProblem.because(e);
        }
    }
}
