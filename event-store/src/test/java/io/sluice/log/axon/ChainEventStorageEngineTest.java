package io.sluice.log.axon;

import io.sluice.log.InMemoryLogs;
import io.sluice.log.LogAccess;

/** The engine over three partitions, on logs in memory. */
class ChainEventStorageEngineTest extends ChainStorageEngineSuite {

    @Override
    LogAccess emptyTopic() {
        return new InMemoryLogs(PARTITIONS);
    }
}
