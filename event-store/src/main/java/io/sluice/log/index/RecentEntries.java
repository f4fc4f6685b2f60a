package io.sluice.log.index;

import io.sluice.log.CountedEntry;
import io.sluice.log.EventTag;
import io.sluice.log.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The end of a partition, decoded in the heap: the writer and whoever follows close behind never
 * wait for a disk. What is not on disk yet is here by construction. One thread adds, any thread
 * reads; every answer says from where on it is complete.
 */
final class RecentEntries {

    /**
     * An answer, and from which offset or sequence on it is the whole answer; what is before that,
     * is on disk.
     */
    record From<T>(long begin, T found) {}

    private record Kept(CountedEntry entry, int bytes) {}

    private final int mostEntries;
    private final int mostEvents;
    private final long mostBytes;

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Ring<Kept> entries = new Ring<>();

    /** For each event from {@link #beginSequence} on, the entry that holds it. */
    private final Ring<CountedEntry> holders = new Ring<>();

    private volatile RecentTags tags = new RecentTags(0);
    private long bytes;
    private long beginOffset;
    private long beginSequence;
    private volatile long nextSequence;

    RecentEntries(int mostEntries, int mostEvents, long mostBytes) {
        this.mostEntries = mostEntries;
        this.mostEvents = mostEvents;
        this.mostBytes = mostBytes;
    }

    /** Forgets everything and goes on from that entry, which is on disk, as are those before. */
    void restart(Optional<CountedEntry> last, int lastBytes) {
        lock.writeLock().lock();
        try {
            while (!entries.isEmpty()) {
                removeFirst();
            }
            tags = new RecentTags(last.map(CountedEntry::firstSequence).orElse(0L));
            beginOffset = last.map(entry -> entry.position().offset()).orElse(0L);
            beginSequence = last.map(CountedEntry::firstSequence).orElse(0L);
            nextSequence = beginSequence;
            last.ifPresent(entry -> append(entry, lastBytes));
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * Adds the entry that follows the last one.
     *
     * @param entryBytes that it has in the log
     */
    void add(CountedEntry entry, int entryBytes) {
        lock.writeLock().lock();
        try {
            if (entry.firstSequence() != nextSequence) {
                throw new IllegalStateException(
                        "entry at sequence "
                                + entry.firstSequence()
                                + " where "
                                + nextSequence
                                + " is next");
            }
            append(entry, entryBytes);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void append(CountedEntry entry, int entryBytes) {
        RecentTags known = tags;
        entries.addLast(new Kept(entry, entryBytes));
        bytes += entryBytes;
        long sequence = entry.firstSequence();
        for (StoredEvent event : entry.events()) {
            holders.addLast(entry);
            for (EventTag tag : event.tags()) {
                known.add(tag, sequence);
            }
            sequence++;
        }
        nextSequence = sequence;
    }

    /**
     * Drops what is beyond the bounds, but never the last entry, nor any that is not on disk.
     *
     * @param writtenTo offset of the last entry that is
     */
    void trim(long writtenTo) {
        lock.writeLock().lock();
        try {
            while (entries.size() > 1
                    && entries.get(0).entry().position().offset() <= writtenTo
                    && (entries.size() > mostEntries
                            || holders.size() > mostEvents
                            || bytes > mostBytes)) {
                removeFirst();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void removeFirst() {
        Kept oldest = entries.removeFirst();
        bytes -= oldest.bytes();
        long sequence = oldest.entry().firstSequence();
        int events = oldest.entry().events().size();
        beginSequence = sequence + events;
        beginOffset = oldest.entry().position().offset() + 1;
        RecentTags known = tags;
        known.beginAt(beginSequence);
        for (StoredEvent event : oldest.entry().events()) {
            holders.removeFirst();
            for (EventTag tag : event.tags()) {
                known.forget(tag, sequence);
            }
            sequence++;
        }
    }

    long nextSequence() {
        return nextSequence;
    }

    /** Entries before it are on disk. */
    long beginOffset() {
        return reading(() -> beginOffset);
    }

    Optional<CountedEntry> last() {
        return reading(
                () ->
                        entries.isEmpty()
                                ? Optional.empty()
                                : Optional.of(entries.getLast().entry()));
    }

    /** Whether an event in here has the tag. */
    boolean has(EventTag tag) {
        return tags.has(tag);
    }

    From<long[]> sequencesOf(EventTag tag, long fromSequence) {
        return tags.sequencesOf(tag, fromSequence);
    }

    From<Optional<CountedEntry>> holding(long sequence) {
        return reading(
                () -> {
                    long place = sequence - beginSequence;
                    return new From<>(
                            beginSequence,
                            place >= 0 && place < holders.size()
                                    ? Optional.of(holders.get((int) place))
                                    : Optional.empty());
                });
    }

    From<Optional<CountedEntry>> at(long offset) {
        return reading(
                () -> {
                    int place = placeOf(offset);
                    Optional<CountedEntry> there =
                            place < entries.size()
                                    ? Optional.of(entries.get(place).entry())
                                    : Optional.empty();
                    return new From<>(
                            beginOffset,
                            there.filter(entry -> entry.position().offset() == offset));
                });
    }

    From<List<CountedEntry>> from(long offset, int limit) {
        return reading(
                () -> {
                    List<CountedEntry> found = new ArrayList<>();
                    for (int i = placeOf(offset); i < entries.size() && found.size() < limit; i++) {
                        found.add(entries.get(i).entry());
                    }
                    return new From<>(beginOffset, found);
                });
    }

    /** Index of the first entry at that offset or after it. */
    private int placeOf(long offset) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).entry().position().offset() < offset) {
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
