package io.sluice.log.axon;

import io.sluice.log.LogAccess;
import io.sluice.log.index.DiskIndexSettings;
import io.sluice.log.index.DiskIndexes;
import io.sluice.log.index.PartitionIndexes;
import io.sluice.log.kafka.BrokerFixture;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The engine over three partitions of a real broker. */
@NullUnmarked
class ChainEventStorageEngineIT extends ChainStorageEngineSuite {

    @TempDir static Path folder;

    private static BrokerFixture broker;

    @BeforeAll
    static void startBroker() {
        broker = BrokerFixture.start(folder.resolve("kafka"));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Override
    LogAccess emptyTopic() {
        return broker.topic("chain-" + UUID.randomUUID(), PARTITIONS);
    }

    @Override
    PartitionIndexes indexes() {
        return DiskIndexes.resuming(
                DiskIndexSettings.in(folder.resolve("index-" + UUID.randomUUID())));
    }
}
