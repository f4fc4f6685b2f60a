package io.sluice.log.index;

import io.sluice.log.CountedEntry;
import io.sluice.log.EventTag;
import io.sluice.log.IndexNotes;
import io.sluice.log.StoredEvent;
import io.sluice.log.chain.ChainRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** The index in the heap: grows with the log, gone with the process. */
public class HeapPartitionIndex implements PartitionIndex {

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final List<CountedEntry> entries = new ArrayList<>();

    /** For each event, by sequence, which of {@link #entries} holds it. */
    private final List<CountedEntry> entryOfEvent = new ArrayList<>();

    private final Map<EventTag, LongList> byTag = new HashMap<>();

    private final HeapIndexNotes notes = new HeapIndexNotes();

    /** There is nothing from before. */
    @Override
    public Optional<IndexedBefore> open(List<String> followers) {
        return Optional.empty();
    }

    @Override
    public void beginAnew(String why) {}

    @Override
    public void setAside() {}

    @Override
    public void folded(long offset) {}

    @Override
    public void write() {}

    @Override
    public Optional<String> failure() {
        return Optional.empty();
    }

    @Override
    public void close() {}

    @Override
    public IndexNotes notes() {
        return notes;
    }

    @Override
    public void add(CountedEntry entry, ChainRecord record) {
        lock.writeLock().lock();
        try {
            if (entry.firstSequence() != entryOfEvent.size()) {
                throw new IllegalStateException(
                        "entry at sequence "
                                + entry.firstSequence()
                                + " where "
                                + entryOfEvent.size()
                                + " is next");
            }
            entries.add(entry);
            for (StoredEvent event : entry.events()) {
                for (EventTag tag : event.tags()) {
                    byTag.computeIfAbsent(tag, absent -> new LongList()).add(entryOfEvent.size());
                }
                entryOfEvent.add(entry);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public long nextSequence() {
        return reading(() -> (long) entryOfEvent.size());
    }

    @Override
    public long[] sequencesOf(EventTag tag, long fromSequence) {
        return reading(
                () -> {
                    LongList sequences = byTag.get(tag);
                    return sequences == null ? new long[0] : sequences.from(fromSequence);
                });
    }

    @Override
    public StoredEvent event(long sequence) {
        return reading(
                () -> {
                    CountedEntry entry = entryOfEvent.get(Math.toIntExact(sequence));
                    return entry.event(sequence);
                });
    }

    @Override
    public Optional<CountedEntry> entryOf(long sequence) {
        return reading(
                () ->
                        sequence >= 0 && sequence < entryOfEvent.size()
                                ? Optional.of(entryOfEvent.get(Math.toIntExact(sequence)))
                                : Optional.empty());
    }

    @Override
    public Optional<CountedEntry> last() {
        return reading(() -> entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast()));
    }

    @Override
    public Optional<CountedEntry> entryAt(long offset) {
        return reading(
                () -> {
                    int place = placeOf(offset);
                    return place < entries.size()
                                    && entries.get(place).position().offset() == offset
                            ? Optional.of(entries.get(place))
                            : Optional.empty();
                });
    }

    @Override
    public List<CountedEntry> entriesFrom(long fromOffset, int limit) {
        return reading(
                () -> {
                    int place = placeOf(fromOffset);
                    return List.copyOf(
                            entries.subList(place, Math.min(entries.size(), place + limit)));
                });
    }

    /** Index of the first entry at that offset or after it. */
    private int placeOf(long offset) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).position().offset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private <T> T reading(Supplier<T> read) {
        lock.readLock().lock();
        try {
            return read.get();
        } finally {
            lock.readLock().unlock();
        }
    }
}
