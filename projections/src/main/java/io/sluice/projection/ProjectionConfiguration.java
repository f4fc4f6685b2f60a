package io.sluice.projection;

import io.sluice.log.LedgerReader;
import io.sluice.log.axon.ChainEventStorageEngine;
import io.sluice.projection.query.QueryConfiguration;
import io.sluice.projection.stream.LedgerProjection;
import io.sluice.projection.stream.ProjectionProgress;
import io.sluice.projection.stream.ProjectionSettings;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * What a node with role {@code projection} runs: the projection into PostgreSQL and the queries.
 * The application provides {@code ChainEventStorageEngine}, {@code LedgerReader}, {@code
 * DataSource} and {@code Catalogue}; and may provide {@code StrongReads}, {@link LossAlarm} and
 * {@link ProjectionSchema}.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(ProjectionRole.class)
@Import(QueryConfiguration.class)
public class ProjectionConfiguration {

    @Bean
    ProjectionProgress projectionProgress() {
        return new ProjectionProgress();
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    LedgerProjection ledgerProjection(
            ChainEventStorageEngine engine,
            DataSource dataSource,
            ObjectProvider<ProjectionSchema> schema,
            ProjectionProgress progress,
            LedgerReader ledger) {
        return new LedgerProjection(
                ProjectionSettings.standard(),
                engine,
                dataSource,
                schema.getIfAvailable(() -> _ -> {}),
                progress,
                ledger);
    }
}
