package io.sluice.log.axon;

import io.sluice.log.index.DiskIndexSettings;
import io.sluice.log.index.DiskIndexes;
import io.sluice.log.index.PartitionIndexes;
import java.nio.file.Path;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.io.TempDir;

/** Axon's own suite, whole, on an index of which almost everything is on disk. */
@NullUnmarked
class PartitionStorageEngineOnDiskTest extends PartitionStorageEngineTest {

    @TempDir static Path indexFolder;

    @Override
    PartitionIndexes indexes() {
        return DiskIndexes.resuming(new DiskIndexSettings(indexFolder, 8 << 20, 2, 2, 1 << 20));
    }
}
