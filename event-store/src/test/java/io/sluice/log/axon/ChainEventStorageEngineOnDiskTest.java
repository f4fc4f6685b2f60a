package io.sluice.log.axon;

import io.sluice.log.index.DiskIndexSettings;
import io.sluice.log.index.DiskIndexes;
import io.sluice.log.index.PartitionIndexes;
import java.nio.file.Path;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.io.TempDir;

/** The engine over three partitions, on indexes of which almost everything is on disk. */
@NullUnmarked
class ChainEventStorageEngineOnDiskTest extends ChainEventStorageEngineTest {

    @TempDir Path indexFolder;

    @Override
    PartitionIndexes indexes() {
        return DiskIndexes.resuming(new DiskIndexSettings(indexFolder, 8 << 20, 2, 2, 1 << 20));
    }
}
