package io.sluice.log.index;

import io.sluice.log.chain.EntryCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;

/** The indexes of a node on its disk. One process at a time has the folder. */
public final class DiskIndexes implements PartitionIndexes {

    private final DiskIndexSettings settings;
    private final boolean rebuild;
    private final IndexMemory memory;

    private DiskIndexes(DiskIndexSettings settings, boolean rebuild) {
        this.settings = settings;
        this.rebuild = rebuild;
        loadLibrary(settings.folder());
        this.memory = new IndexMemory(settings.memoryBytes());
    }

    /** Indexes that go on from what is there. */
    public static DiskIndexes resuming(DiskIndexSettings settings) {
        return new DiskIndexes(settings, false);
    }

    /** Indexes that are made again, once what is there was held against the log. */
    public static DiskIndexes rebuilding(DiskIndexSettings settings) {
        return new DiskIndexes(settings, true);
    }

    @Override
    public PartitionIndex of(String topicId, int partition, EntryCodec codec) {
        return new DiskPartitionIndex(
                new IndexFolder(settings.folder(), topicId, partition),
                topicId,
                partition,
                codec,
                memory,
                rebuild,
                settings);
    }

    /**
     * RocksDB unpacks its library to a temporary file of a new name each time and leaves it there
     * when the process is killed; here it is always the same file.
     */
    static void loadLibrary(Path folder) {
        Path library = folder.resolve("library");
        try {
            Files.createDirectories(library);
            NativeLibraryLoader.getInstance().loadLibrary(library.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack RocksDB's library to " + library, e);
        }
        RocksDB.loadLibrary();
    }

    /** Memory taken outside the heap, by all partitions together. */
    long usedBytes() {
        return memory.usedBytes();
    }

    @Override
    public void close() {
        memory.close();
    }
}
