package io.sluice.log.axon;

import static org.awaitility.Awaitility.await;

import io.sluice.log.InMemoryGuard;
import io.sluice.log.TextPayloads;
import io.sluice.log.index.DiskIndexSettings;
import io.sluice.log.index.DiskIndexes;
import io.sluice.log.kafka.BrokerFixture;
import io.sluice.log.kafka.KafkaLogAccess;
import io.sluice.log.writer.LedgerNode;
import io.sluice.log.writer.LedgerNodeSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.eventsourcing.eventstore.StorageEngineTestSuite;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

/** Axon's own suite, whole, on one partition of a real broker. */
@NullUnmarked
class PartitionStorageEngineIT extends StorageEngineTestSuite<PartitionStorageEngine> {

    @TempDir static Path folder;

    private BrokerFixture broker;
    private KafkaLogAccess access;
    private LedgerNode node;

    @Override
    protected PartitionStorageEngine buildStorageEngine() {
        broker = BrokerFixture.start(folder.resolve("kafka"));
        access = broker.topic("engine", 1);
        node =
                new LedgerNode(
                        LedgerNodeSettings.ofOwner(),
                        access,
                        DiskIndexes.resuming(DiskIndexSettings.in(folder.resolve("index"))),
                        new InMemoryGuard(),
                        new TextPayloads(),
                        Clock.systemUTC());
        node.start();
        await().atMost(Duration.ofSeconds(20)).until(node::isReady);
        return new PartitionStorageEngine(node, 0);
    }

    @Override
    protected @Nullable ProcessingContext processingContext() {
        return null;
    }

    @AfterAll
    void close() {
        node.close();
        access.close();
        broker.close();
    }
}
