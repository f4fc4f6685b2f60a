package io.sluice.log.axon;

import static org.awaitility.Awaitility.await;

import io.sluice.log.InMemoryGuard;
import io.sluice.log.InMemoryLogs;
import io.sluice.log.TextPayloads;
import io.sluice.log.index.PartitionIndexes;
import io.sluice.log.writer.LedgerNode;
import io.sluice.log.writer.LedgerNodeSettings;
import java.time.Clock;
import org.axonframework.eventsourcing.eventstore.StorageEngineTestSuite;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/**
 * Axon's own suite, whole, on the log in memory; {@code PartitionStorageEngineIT} runs it on a real
 * broker.
 */
@NullUnmarked
class PartitionStorageEngineTest extends StorageEngineTestSuite<PartitionStorageEngine> {

    private LedgerNode node;

    @Override
    protected PartitionStorageEngine buildStorageEngine() {
        node =
                new LedgerNode(
                        LedgerNodeSettings.ofOwner(),
                        new InMemoryLogs(1),
                        indexes(),
                        new InMemoryGuard(),
                        new TextPayloads(),
                        Clock.systemUTC());
        node.start();
        await().until(node::isReady);
        return new PartitionStorageEngine(node, 0);
    }

    PartitionIndexes indexes() {
        return PartitionIndexes.inHeap();
    }

    @Override
    protected @Nullable ProcessingContext processingContext() {
        return null;
    }

    @AfterAll
    void close() {
        node.close();
    }
}
