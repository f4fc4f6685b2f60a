package io.sluice.app;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.sluice.migration.Migrations;
import io.sluice.projection.ProjectionConfiguration;
import io.sluice.projection.ProjectionSchema;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What a node with role projection has in addition. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.PROJECTION)
@Import(ProjectionConfiguration.class)
class ProjectionRoleConfiguration {

    /** A query that gets no connection is answered by the ledger's owner instead. */
    private static final Duration CONNECTION_WITHIN = Duration.ofSeconds(2);

    /**
     * Connects when it is first used: a database that is down does not keep a node from starting.
     */
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
        return new HikariDataSource(pool);
    }

    @Bean
    ProjectionSchema projectionSchema() {
        return Migrations::migrate;
    }
}
