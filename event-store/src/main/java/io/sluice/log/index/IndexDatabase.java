package io.sluice.log.index;

import io.sluice.log.LogUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * One partition's RocksDB: no write-ahead log, and families that go to the disk together, so that
 * what is there is always a prefix of the batches that were written. Thread-safe; nobody is in it
 * while it closes, because a closed one must not be touched.
 *
 * <p>Throws {@link IndexDamagedException} where what it reads is not what was written, {@link
 * UncheckedIOException} where the disk or the system fails it, and {@link LogUnavailableException}
 * once closed.
 */
final class IndexDatabase implements AutoCloseable {

    private static final long READ_AHEAD_BYTES = 512L << 10;

    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private final IndexOptions options;
    private final RocksDB db;
    private final List<ColumnFamilyHandle> families;
    private final WriteOptions unlogged = new WriteOptions().setDisableWAL(true);
    private final ReadOptions anywhere = new ReadOptions().setTotalOrderSeek(true);
    private final ReadOptions inPassing =
            new ReadOptions()
                    .setTotalOrderSeek(true)
                    .setFillCache(false)
                    .setReadaheadSize(READ_AHEAD_BYTES);
    private final ReadOptions withinPrefix = new ReadOptions().setPrefixSameAsStart(true);
    private boolean closed;

    private IndexDatabase(IndexOptions options, RocksDB db, List<ColumnFamilyHandle> families) {
        this.options = options;
        this.db = db;
        this.families = families;
    }

    /**
     * Opens the folder.
     *
     * @param isNew whether it is to be made; otherwise it must be there
     * @throws IndexDamagedException where what is there is not whole
     * @throws UncheckedIOException where it cannot be opened for another reason
     */
    static IndexDatabase open(Path folder, boolean isNew, IndexMemory memory) {
        return open(folder, new IndexOptions(memory, isNew), RocksDB::open);
    }

    /**
     * Opens what is on disk for looking at it, also while another process writes it.
     *
     * @throws IndexDamagedException where what is there is not whole
     */
    static IndexDatabase openReadOnly(Path folder, IndexMemory memory) {
        return open(folder, new IndexOptions(memory, false), RocksDB::openReadOnly);
    }

    private interface Opening {
        RocksDB with(
                DBOptions options,
                String folder,
                List<ColumnFamilyDescriptor> families,
                List<ColumnFamilyHandle> opened)
                throws RocksDBException;
    }

    private static IndexDatabase open(Path folder, IndexOptions options, Opening opening) {
        List<ColumnFamilyHandle> families = new ArrayList<>();
        try {
            RocksDB db =
                    opening.with(
                            options.database(), folder.toString(), options.families(), families);
            IndexDatabase database = new IndexDatabase(options, db, families);
            database.requireNumbers();
            return database;
        } catch (RocksDBException failure) {
            options.close();
            throw told(failure);
        }
    }

    /** Batches name families by these. */
    private void requireNumbers() {
        for (IndexFamily family : IndexFamily.values()) {
            if (of(family).getID() != family.number()) {
                close();
                throw new IndexDamagedException("its " + family + " have another number");
            }
        }
    }

    private ColumnFamilyHandle of(IndexFamily family) {
        return families.get(family.number());
    }

    byte @Nullable [] get(IndexFamily family, byte[] key) {
        return using(() -> db.get(of(family), anywhere, key));
    }

    /** Whether the key of a tag's hash is there; the filters answer for most that are not. */
    boolean hasTag(byte[] tagPrefix) {
        return using(() -> db.get(of(IndexFamily.TAGS), withinPrefix, tagPrefix) != null);
    }

    /**
     * Applies a batch whole.
     *
     * @param batch as {@link BatchBytes} makes it
     */
    void write(byte[] batch) {
        using(
                () -> {
                    try (WriteBatch whole = new WriteBatch(batch)) {
                        db.write(unlogged, whole);
                    }
                    return true;
                });
    }

    /** Reads with an iterator over all keys of the family. */
    <T extends @Nullable Object> T iterate(IndexFamily family, Function<RocksIterator, T> read) {
        return iterate(family, anywhere, read);
    }

    /** As {@link #iterate}, by one who reads all and once: what others need stays in memory. */
    <T extends @Nullable Object> T iterateInPassing(
            IndexFamily family, Function<RocksIterator, T> read) {
        return iterate(family, inPassing, read);
    }

    /** Reads with an iterator that is to be moved within one tag's keys; passes by others. */
    <T extends @Nullable Object> T iterateTag(Function<RocksIterator, T> read) {
        return iterate(IndexFamily.TAGS, withinPrefix, read);
    }

    private <T extends @Nullable Object> T iterate(
            IndexFamily family, ReadOptions how, Function<RocksIterator, T> read) {
        return using(
                () -> {
                    try (RocksIterator iterator = db.newIterator(of(family), how)) {
                        T result = read.apply(iterator);
                        iterator.status(); // an iterator that cannot read on looks as if at the end
                        return result;
                    }
                });
    }

    /** Puts on disk what was written. */
    void flush() {
        using(
                () -> {
                    try (FlushOptions waiting = new FlushOptions().setWaitForFlush(true)) {
                        db.flush(waiting, families);
                    }
                    return true;
                });
    }

    /** Reads every block on disk and compares its checksum. */
    void verify() {
        using(
                () -> {
                    db.verifyChecksum();
                    return true;
                });
    }

    private interface Use<T extends @Nullable Object> {
        T with() throws RocksDBException;
    }

    private <T extends @Nullable Object> T using(Use<T> what) {
        use.readLock().lock();
        try {
            if (closed) {
                throw new LogUnavailableException("the partition's index is closed");
            }
            return what.with();
        } catch (RocksDBException failure) {
            throw told(failure);
        } finally {
            use.readLock().unlock();
        }
    }

    private static RuntimeException told(RocksDBException failure) {
        Status status = failure.getStatus();
        String message = String.valueOf(failure.getMessage());
        boolean damaged =
                status == null
                        || switch (status.getCode()) {
                            case Corruption, InvalidArgument, NotSupported, NotFound -> true;
                            case IOError -> message.contains("No such file");
                            case Ok,
                                    MergeInProgress,
                                    Incomplete,
                                    ShutdownInProgress,
                                    TimedOut,
                                    Aborted,
                                    Busy,
                                    Expired,
                                    TryAgain,
                                    Undefined ->
                                    false;
                        };
        return damaged
                ? new IndexDamagedException(message, failure)
                : new UncheckedIOException(new IOException(message, failure));
    }

    /** Waits for those who are in it. */
    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                families.forEach(ColumnFamilyHandle::close);
                db.close();
                withinPrefix.close();
                inPassing.close();
                anywhere.close();
                unlogged.close();
                options.close();
            }
        } finally {
            use.writeLock().unlock();
        }
    }
}
