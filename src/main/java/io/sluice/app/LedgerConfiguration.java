package io.sluice.app;

import io.sluice.ledger.money.Catalogue;
import io.sluice.log.ClusterHealth;
import io.sluice.log.GuardStore;
import io.sluice.log.LogAccess;
import io.sluice.log.LogUnavailableException;
import io.sluice.log.PayloadCodec;
import io.sluice.log.axon.ChainEventStorageEngine;
import io.sluice.log.guard.FileGuardStore;
import io.sluice.log.index.DiskIndexSettings;
import io.sluice.log.index.DiskIndexes;
import io.sluice.log.index.PartitionIndexes;
import io.sluice.log.kafka.KafkaLogAccess;
import io.sluice.log.kafka.KafkaLogSettings;
import io.sluice.log.kafka.LedgerTopic;
import io.sluice.log.kafka.LedgerTopicMismatchException;
import io.sluice.log.kafka.LedgerTopicSettings;
import io.sluice.log.writer.LedgerNode;
import io.sluice.log.writer.LedgerNodeSettings;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The ledger as this node sees it, and what every role needs. */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

    /** A cluster that has just been started elects its leaders first. */
    private static final Duration TOPIC_WITHIN = Duration.ofSeconds(60);

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Catalogue catalogue() {
        return Catalogue.standard();
    }

    @Bean
    PayloadCodec payloadCodec() {
        return new LedgerPayloads();
    }

    @Bean
    GuardStore guardStore(Services services) {
        return new FileGuardStore(services.folder().guard());
    }

    @Bean
    KafkaLogAccess logAccess(Services services, SluiceProperties settings) {
        KafkaLogSettings log = KafkaLogSettings.of(services.bootstrapServers());
        try {
            LedgerTopic.createOrCheck(
                    log, topic(settings.kafka(), services.brokerIsEmbedded()), TOPIC_WITHIN);
            return KafkaLogAccess.open(log);
        } catch (LedgerTopicMismatchException | LogUnavailableException e) {
            throw StartProblem.because(e);
        }
    }

    @Bean
    ClusterHealth clusterHealth(KafkaLogAccess access) {
        return access.clusterHealth();
    }

    /** What the ledger's topic must be like for this node to use it. */
    static LedgerTopicSettings topic(SluiceProperties.Kafka kafka, boolean embedded) {
        return embedded
                ? LedgerTopicSettings.embedded(kafka.partitions())
                : new LedgerTopicSettings(
                        kafka.partitions(),
                        kafka.replicationFactor(),
                        kafka.minInsyncReplicas(),
                        kafka.flushMessages());
    }

    /** Unless somebody wants to look only. */
    @Bean
    @ConditionalOnMissingBean
    LedgerNodeSettings ledgerNodeSettings(SluiceProperties settings) {
        return settings.has(Role.COMMAND)
                ? LedgerNodeSettings.ofOwner()
                : LedgerNodeSettings.ofReader();
    }

    /** Closed with the node. */
    @Bean(destroyMethod = "")
    @ConditionalOnMissingBean
    PartitionIndexes partitionIndexes(Services services, SluiceProperties settings) {
        return DiskIndexes.resuming(indexSettings(services.folder(), settings));
    }

    static DiskIndexSettings indexSettings(DataFolder folder, SluiceProperties settings) {
        SluiceProperties.Index index = settings.index();
        return new DiskIndexSettings(
                folder.index(),
                index.memoryBytes(),
                index.recentEntries(),
                index.recentEvents(),
                index.recentBytes());
    }

    /** Started and closed by {@link LedgerLifecycle}, between whatever listens to it. */
    @Bean(destroyMethod = "")
    LedgerNode ledgerNode(
            LedgerNodeSettings part,
            LogAccess access,
            PartitionIndexes indexes,
            GuardStore guard,
            PayloadCodec payloads,
            Clock clock) {
        return new LedgerNode(part, access, indexes, guard, payloads, clock);
    }

    /** Axon's view of the ledger: commands decide on it, projections stream from it. */
    @Bean
    ChainEventStorageEngine eventStorage(LedgerNode node) {
        return new ChainEventStorageEngine(node);
    }

    @Bean
    LedgerLifecycle ledgerLifecycle(LedgerNode node) {
        return new LedgerLifecycle(node);
    }

    @Bean("ledger")
    LedgerReadiness ledgerReadiness(LedgerNode node) {
        return new LedgerReadiness(node);
    }
}
