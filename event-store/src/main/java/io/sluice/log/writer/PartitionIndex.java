package io.sluice.log.writer;

import io.sluice.log.CountedEntry;
import io.sluice.log.EventView;
import io.sluice.log.IndexNotes;
import java.util.List;
import java.util.Optional;

/**
 * What a partition holds, found by offset, sequence and tag. Confirmed entries only; disposable,
 * because replay makes it again. One thread adds, any thread reads.
 */
public interface PartitionIndex extends EventView {

    /** Adds the entry that follows the last one. */
    void add(CountedEntry entry);

    Optional<CountedEntry> last();

    /** The counted entry at exactly that offset. */
    Optional<CountedEntry> entryAt(long offset);

    /** Counted entries at {@code fromOffset} and after it, in order, at most {@code limit}. */
    List<CountedEntry> entriesFrom(long fromOffset, int limit);

    /** What followers noted, as of the last entry. */
    IndexNotes notes();
}
