package io.sluice.log.index;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ChecksumType;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionOptionsUniversal;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.WriteBufferManager;

/**
 * The memory that the databases of all partitions share, and how each of them is set up to stay
 * within it: a filter of all tags takes a quarter; one cache holds the blocks read, their indexes
 * and filters, and is charged for what waits to be written.
 */
final class IndexMemory implements AutoCloseable {

    static final long LEAST_BYTES = 4L << 20;

    private static final long LEAST_WRITE_BUFFER_BYTES = 64L << 10;
    private static final int WRITE_BUFFER_SHARE = 8;
    private static final int WRITE_BUFFERS = 3;
    private static final int TAG_FILTER_SHARE = 4;
    private static final long MOST_BATCH_BYTES = 4L << 20;

    /** Each look-up of a tag that may be there asks the filter of every run. */
    private static final int MOST_TAG_RUNS = 8;

    private static final int TAG_RUNS_MERGED = 4;

    /**
     * While one merge of large runs is under way, which may take minutes, the others wait, and so
     * do files that were just written. Writers wait only for more of these, in any family: all are
     * flushed together. Each makes a search longer.
     */
    private static final int WAITING_FILES = 40;

    /** Runs are of a size where the next is larger by less than this. */
    private static final int TAG_RUN_SIZE_PERCENT = 20;

    /** Tags are never deleted: to sort all of them again would free next to nothing. */
    private static final int NEVER_PERCENT = 1_000;

    /** Of each database. To open a file takes longer than to read from one that is open. */
    private static final int OPEN_FILES = 512;

    /**
     * A file of sorted runs is large, so that there are few: one is read with all its filters and
     * indexes when it is opened, which takes milliseconds. The first keys that {@link
     * TagFilterFilling} reads at a start open those of tags, before anybody waits for them.
     */
    private static final long SORTED_FILE_BYTES = 1L << 30;

    private static final int BLOCK_BYTES = 8 << 10;
    private static final int FILTER_BLOCK_BYTES = 4 << 10;
    private static final int FILTER_BITS_PER_KEY = 10;
    private static final int TABLE_FORMAT = 6;
    private static final double MEMTABLE_FILTER_SHARE = 0.05;
    private static final long SYNC_BYTES = 1L << 20;
    private static final long INFO_LOG_BYTES = 1L << 20;
    private static final int INFO_LOGS = 2;

    private final long writeBufferBytes;
    private final TagFilter tagFilter;
    private final LRUCache cache;
    private final WriteBufferManager writeBuffers;
    private final BloomFilter filter = new BloomFilter(FILTER_BITS_PER_KEY);
    private final CompactionOptionsUniversal tagRuns =
            new CompactionOptionsUniversal()
                    .setSizeRatio(TAG_RUN_SIZE_PERCENT)
                    .setMinMergeWidth(TAG_RUNS_MERGED)
                    .setMaxSizeAmplificationPercent(NEVER_PERCENT);

    IndexMemory(long bytes) {
        this.writeBufferBytes = Math.max(LEAST_WRITE_BUFFER_BYTES, bytes / WRITE_BUFFER_SHARE);
        this.tagFilter = new TagFilter(bytes / TAG_FILTER_SHARE);
        long left = bytes - tagFilter.bytes();
        this.cache = new LRUCache(left);
        this.writeBuffers = new WriteBufferManager(left / 2, cache);
    }

    /** For one database; to be closed after it. */
    DBOptions newOptions() {
        return new DBOptions()
                .setParanoidChecks(true)
                .setMaxOpenFiles(OPEN_FILES)
                .setWriteBufferManager(writeBuffers)
                .setAtomicFlush(true)
                .setAllowConcurrentMemtableWrite(false) // one thread writes
                .setBytesPerSync(SYNC_BYTES)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxLogFileSize(INFO_LOG_BYTES)
                .setKeepLogFileNum(INFO_LOGS)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0);
    }

    /**
     * For one family of one database; to be closed after it. Entries are in the order of the log,
     * and go down to the last level as they are, file by file, without being read again. What is in
     * no order, or so small that its files would be no more than crumbs, is sorted together in
     * runs, each time with others of its size: that writes a key a few times where levels would
     * write it at every flush.
     */
    ColumnFamilyOptions newOptions(IndexFamily family) {
        ColumnFamilyOptions options =
                new ColumnFamilyOptions()
                        .setWriteBufferSize(writeBufferBytes)
                        .setMaxWriteBufferNumber(WRITE_BUFFERS)
                        .setLevel0SlowdownWritesTrigger(WAITING_FILES)
                        .setLevel0StopWritesTrigger(2 * WAITING_FILES);
        return switch (family) {
            case STATE ->
                    options.setTableFormatConfig(tables())
                            .setCompressionType(CompressionType.NO_COMPRESSION)
                            .setCompactionStyle(CompactionStyle.UNIVERSAL);
            case ENTRIES ->
                    options.setTableFormatConfig(tables())
                            .setCompressionType(CompressionType.LZ4_COMPRESSION)
                            .setCompactionStyle(CompactionStyle.LEVEL)
                            .setLevelCompactionDynamicLevelBytes(true);
            case SEQUENCES ->
                    options.setTableFormatConfig(tables())
                            .setCompressionType(CompressionType.LZ4_COMPRESSION)
                            .setCompactionStyle(CompactionStyle.UNIVERSAL)
                            .setTargetFileSizeBase(SORTED_FILE_BYTES);
            case TAGS ->
                    options.setTableFormatConfig(filteredTables())
                            .useFixedLengthPrefixExtractor(IndexKeys.TAG_PREFIX_BYTES)
                            .setMemtablePrefixBloomSizeRatio(MEMTABLE_FILTER_SHARE)
                            .setCompressionType(CompressionType.NO_COMPRESSION) // hashes
                            .setCompactionStyle(CompactionStyle.UNIVERSAL)
                            .setTargetFileSizeBase(SORTED_FILE_BYTES)
                            .setLevel0FileNumCompactionTrigger(MOST_TAG_RUNS)
                            .setCompactionOptionsUniversal(tagRuns);
        };
    }

    private BlockBasedTableConfig tables() {
        return new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(BLOCK_BYTES)
                .setFormatVersion(TABLE_FORMAT)
                .setChecksumType(ChecksumType.kXXH3)
                .setIndexType(IndexType.kTwoLevelIndexSearch)
                .setMetadataBlockSize(FILTER_BLOCK_BYTES)
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setPinTopLevelIndexAndFilter(true);
    }

    /**
     * Indexes and filters in parts, so that of a large file only what is asked for is in memory.
     */
    private BlockBasedTableConfig filteredTables() {
        return tables().setPartitionFilters(true)
                .setFilterPolicy(filter)
                .setWholeKeyFiltering(
                        false); // tags are looked for by prefix, and the rest is there
    }

    /**
     * The largest batch to be written at once. It goes into one write buffer whole, however much is
     * in there already.
     */
    long mostBatchBytes() {
        return Math.min(MOST_BATCH_BYTES, writeBufferBytes);
    }

    TagFilter tagFilter() {
        return tagFilter;
    }

    /** What the cache holds and is charged with, and the tags' filter. */
    long usedBytes() {
        return cache.getUsage() + tagFilter.bytes();
    }

    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
        filter.close();
        tagRuns.close();
    }
}
