package io.sluice.log.index;

import java.nio.file.Path;

/**
 * Where the indexes of a node are, and how much memory they take however long the log is.
 *
 * @param folder holds {@code <topic id>/<partition>}
 * @param memoryBytes for all partitions together, outside the heap: blocks read, filters, and what
 *     waits to be written
 * @param recentEntries most entries of one partition that are kept decoded in the heap
 * @param recentEvents most events of these
 * @param recentBytes most bytes that these have in the log; decoded they take some four times as
 *     much
 */
public record DiskIndexSettings(
        Path folder, long memoryBytes, int recentEntries, int recentEvents, long recentBytes) {

    private static final long DEFAULT_MEMORY_BYTES = 256L << 20;
    private static final int DEFAULT_RECENT_ENTRIES = 2_048;
    private static final int DEFAULT_RECENT_EVENTS = 65_536;
    private static final long DEFAULT_RECENT_BYTES = 16L << 20;

    public DiskIndexSettings {
        if (memoryBytes < IndexMemory.LEAST_BYTES) {
            throw new IllegalArgumentException(
                    "an index takes at least " + IndexMemory.LEAST_BYTES + " bytes of memory");
        }
        if (recentEntries < 1 || recentEvents < 1 || recentBytes < 1) {
            throw new IllegalArgumentException("at least one recent entry is kept");
        }
    }

    public static DiskIndexSettings in(Path folder) {
        return new DiskIndexSettings(
                folder,
                DEFAULT_MEMORY_BYTES,
                DEFAULT_RECENT_ENTRIES,
                DEFAULT_RECENT_EVENTS,
                DEFAULT_RECENT_BYTES);
    }
}
