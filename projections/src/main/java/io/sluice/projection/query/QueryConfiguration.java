package io.sluice.projection.query;

import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.reads.StrongReads;
import io.sluice.log.LedgerReader;
import io.sluice.log.LogPosition;
import io.sluice.projection.LossAlarm;
import io.sluice.projection.stream.ProjectionProgress;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The query side of the HTTP API. */
@Configuration(proxyBeanMethods = false)
public class QueryConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(QueryConfiguration.class);

    @Bean
    ReadDatabase readDatabase(DataSource dataSource) {
        return new ReadDatabase(dataSource);
    }

    @Bean
    AccountQueries accountQueries(ReadDatabase database) {
        return new AccountQueries(database);
    }

    @Bean
    BalanceSamples balanceSamples(ReadDatabase database) {
        return new BalanceSamples(database);
    }

    @Bean
    Freshness freshness(
            LedgerReader ledger,
            ProjectionProgress progress,
            ReadDatabase database,
            ObjectProvider<LossAlarm> alarm) {
        return new Freshness(
                ledger,
                progress,
                database,
                alarm.getIfAvailable(() -> QueryConfiguration::logLoss));
    }

    private static void logLoss(LogPosition position) {
        LOG.error(
                "a client holds position {}, which is not in the ledger: acknowledged data may be"
                        + " lost",
                position);
    }

    @Bean
    Owner owner(ObjectProvider<StrongReads> reads) {
        return new Owner(Optional.ofNullable(reads.getIfAvailable()));
    }

    @Bean
    Views views(Catalogue catalogue) {
        return new Views(catalogue);
    }

    @Bean
    AccountController accountQueryController(
            AccountQueries queries, Freshness freshness, Owner owner, Views views) {
        return new AccountController(queries, freshness, owner, views);
    }

    @Bean
    WithdrawalListController withdrawalListController(
            AccountQueries queries,
            ReadDatabase database,
            Freshness freshness,
            Owner owner,
            Views views,
            Catalogue catalogue) {
        return new WithdrawalListController(
                queries, new WithdrawalPages(database), freshness, owner, views, catalogue);
    }
}
