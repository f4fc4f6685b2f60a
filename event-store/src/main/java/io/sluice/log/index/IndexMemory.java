package io.sluice.log.index;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ChecksumType;
import org.rocksdb.CompressionType;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * The memory that the databases of all partitions share, and how each of them is set up to stay
 * within it: one cache holds the blocks read, their indexes and filters, and is charged for what
 * waits to be written.
 */
final class IndexMemory implements AutoCloseable {

    static final long LEAST_BYTES = 4L << 20;

    private static final long LEAST_WRITE_BUFFER_BYTES = 64L << 10;
    private static final int WRITE_BUFFER_SHARE = 8;
    private static final int WRITE_BUFFERS = 3;
    private static final long MOST_BATCH_BYTES = 4L << 20;

    /**
     * Entries stay where they were first written: only keys are sorted again and again behind the
     * writer's back. Notes come and go, and are smaller than this: what is deleted in a file that
     * holds entries would stay there.
     */
    private static final long LEAST_BLOB_BYTES = 384;

    private static final int OPEN_FILES = 256;
    private static final int BLOCK_BYTES = 8 << 10;
    private static final int FILTER_BLOCK_BYTES = 4 << 10;
    private static final int FILTER_BITS_PER_KEY = 10;
    private static final int TABLE_FORMAT = 6;
    private static final double MEMTABLE_FILTER_SHARE = 0.05;
    private static final long SYNC_BYTES = 1L << 20;
    private static final long INFO_LOG_BYTES = 1L << 20;
    private static final int INFO_LOGS = 2;

    private final long writeBufferBytes;
    private final LRUCache cache;
    private final WriteBufferManager writeBuffers;
    private final BloomFilter filter = new BloomFilter(FILTER_BITS_PER_KEY);

    IndexMemory(long bytes) {
        this.writeBufferBytes = Math.max(LEAST_WRITE_BUFFER_BYTES, bytes / WRITE_BUFFER_SHARE);
        this.cache = new LRUCache(bytes);
        this.writeBuffers = new WriteBufferManager(bytes / 2, cache);
    }

    /** For one database; to be closed after it. */
    Options newOptions() {
        return new Options()
                .setCreateIfMissing(false)
                .setParanoidChecks(true)
                .setMaxOpenFiles(OPEN_FILES)
                .setWriteBufferManager(writeBuffers)
                .setWriteBufferSize(writeBufferBytes)
                .setMaxWriteBufferNumber(WRITE_BUFFERS)
                .setAllowConcurrentMemtableWrite(false) // one thread writes
                .setBytesPerSync(SYNC_BYTES)
                .setLevelCompactionDynamicLevelBytes(true)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setEnableBlobFiles(true)
                .setMinBlobSize(LEAST_BLOB_BYTES)
                .setBlobCompressionType(CompressionType.LZ4_COMPRESSION)
                .useFixedLengthPrefixExtractor(IndexKeys.TAG_PREFIX_BYTES)
                .setMemtablePrefixBloomSizeRatio(MEMTABLE_FILTER_SHARE)
                .setTableFormatConfig(tables())
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxLogFileSize(INFO_LOG_BYTES)
                .setKeepLogFileNum(INFO_LOGS)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0);
    }

    /**
     * Indexes and filters in parts, so that of a large file only what is asked for is in memory.
     */
    private BlockBasedTableConfig tables() {
        return new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(BLOCK_BYTES)
                .setFormatVersion(TABLE_FORMAT)
                .setChecksumType(ChecksumType.kXXH3)
                .setIndexType(IndexType.kTwoLevelIndexSearch)
                .setPartitionFilters(true)
                .setMetadataBlockSize(FILTER_BLOCK_BYTES)
                .setFilterPolicy(filter)
                .setWholeKeyFiltering(false) // tags are looked for by prefix, and the rest is there
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setPinTopLevelIndexAndFilter(true);
    }

    /**
     * The largest batch to be written at once. It goes into one write buffer whole, however much is
     * in there already.
     */
    long mostBatchBytes() {
        return Math.min(MOST_BATCH_BYTES, writeBufferBytes);
    }

    /** What the cache holds and is charged with. */
    long usedBytes() {
        return cache.getUsage();
    }

    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
        filter.close();
    }
}
