package io.sluice.log.index;

import io.sluice.log.CountedEntry;
import io.sluice.log.EventView;
import io.sluice.log.IndexNotes;
import io.sluice.log.LogUnavailableException;
import io.sluice.log.chain.ChainRecord;
import java.util.List;
import java.util.Optional;

/**
 * What a partition holds, found by offset, sequence and tag. Confirmed entries only; disposable,
 * because replay makes it again.
 *
 * <p>The partition's loop opens it, adds to it and writes it; any thread reads. Reading may read
 * from a disk, and throws {@link LogUnavailableException} where that fails: what cannot be read is
 * never taken for absent.
 */
public interface PartitionIndex extends EventView, AutoCloseable {

    /**
     * Opens what an earlier process left; called once, before anything else. What is missing or
     * damaged is begun anew.
     *
     * @param followers names of those who will keep notes in it
     * @return the last entry that it holds; empty where replay must begin at the beginning
     * @throws LogUnavailableException where it cannot be opened for a reason that a new one would
     *     not mend
     */
    Optional<IndexedBefore> open(List<String> followers);

    /** Throws away what {@link #open} found, and says why in the log. */
    void beginAnew(String why);

    /** Closes it and keeps what it holds for a person (and for recovery) to look at. */
    void setAside();

    /**
     * Adds the entry that follows the last one.
     *
     * @param record what stands in the log, which the entry was read from
     */
    void add(CountedEntry entry, ChainRecord record);

    /**
     * The record at that offset is dealt with, counted or not: what was added and noted for it may
     * be written from now on.
     */
    void folded(long offset);

    /** A batch of records is folded: writes what was added and noted since the last time. */
    void write();

    /** Why it can be relied on no longer, where that is so. The partition must stop then. */
    Optional<String> failure();

    Optional<CountedEntry> last();

    /** The counted entry at exactly that offset. */
    Optional<CountedEntry> entryAt(long offset);

    /** Counted entries at {@code fromOffset} and after it, in order, at most {@code limit}. */
    List<CountedEntry> entriesFrom(long fromOffset, int limit);

    /** What followers noted, as of the last entry. */
    IndexNotes notes();

    /** What was written survives, also a crash right after it. */
    @Override
    void close();
}
