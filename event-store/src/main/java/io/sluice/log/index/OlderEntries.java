package io.sluice.log.index;

import io.sluice.log.CountedEntry;
import io.sluice.log.EventTag;
import io.sluice.log.StoredEvent;
import io.sluice.log.chain.EntryCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Entries read back from the disk. Thread-safe. Whoever walks through them event by event, as a
 * projection does that catches up, has them read ahead.
 *
 * <p>Throws {@link IndexDamagedException} where something is not there that must be.
 */
final class OlderEntries {

    /** Twice as much each time, as long as all that was read is walked through. */
    private static final int MOST_READ_AHEAD = 128;

    private static final long[] NONE = {};

    private final IndexDatabase database;
    private final int partition;
    private final EntryCodec codec;

    /** What was read for the last look-up by sequence: consecutive entries. */
    private final AtomicReference<List<CountedEntry>> lastRead = new AtomicReference<>(List.of());

    /**
     * Tags that were found here before. An account's destination, for one, is asked for with each
     * of its withdrawals.
     */
    private final FoundTags foundTags = new FoundTags();

    private final TagFilter filter;
    private final TagFilterFilling filling;

    /** Offset of the entry of which one event was looked up last. */
    private volatile long lastAsked = -1;

    /**
     * @param filter gets every tag before it is in the database, but for those that the filling
     *     takes into it
     */
    OlderEntries(
            IndexDatabase database,
            int partition,
            EntryCodec codec,
            TagFilter filter,
            TagFilterFilling filling) {
        this.database = database;
        this.partition = partition;
        this.codec = codec;
        this.filter = filter;
        this.filling = filling;
    }

    Optional<CountedEntry> at(long offset) {
        return rowAt(offset).map(row -> row.toEntry(partition, offset, codec));
    }

    Optional<EntryRow> rowAt(long offset) {
        return Optional.ofNullable(database.get(IndexFamily.ENTRIES, IndexKeys.numbered(offset)))
                .map(EntryRow::decode);
    }

    /** Entries from the one offset on and before the other, at most {@code limit}. */
    List<CountedEntry> between(long fromOffset, long untilOffset, int limit) {
        return database.iterate(
                IndexFamily.ENTRIES,
                iterator -> {
                    List<CountedEntry> found = new ArrayList<>();
                    iterator.seek(IndexKeys.numbered(fromOffset));
                    while (found.size() < limit && iterator.isValid()) {
                        long offset = IndexKeys.number(iterator.key());
                        if (offset >= untilOffset) {
                            break;
                        }
                        found.add(
                                EntryRow.decode(iterator.value())
                                        .toEntry(partition, offset, codec));
                        iterator.next();
                    }
                    return found;
                });
    }

    /**
     * The entry that holds the event, which must be there.
     *
     * @param untilOffset from which on nothing is to be read ahead
     */
    CountedEntry holding(long sequence, long untilOffset) {
        return lastReadHolding(sequence)
                .orElseGet(() -> read(sequence, offsetOfHolder(sequence), untilOffset));
    }

    /**
     * The event, which must be there. Whoever reads the history of an account meets an entry once,
     * and has it decoded only as far as that; the second time it is decoded whole, and kept.
     *
     * @param untilOffset from which on nothing is to be read ahead
     */
    StoredEvent event(long sequence, long untilOffset) {
        Optional<CountedEntry> read = lastReadHolding(sequence);
        if (read.isPresent()) {
            return read.get().event(sequence);
        }
        long offset = offsetOfHolder(sequence);
        if (offset == lastAsked) {
            return read(sequence, offset, untilOffset).event(sequence);
        }
        lastAsked = offset;
        return presentRow(offset).toEvent(sequence, partition, offset, codec);
    }

    /** The time of the entry that holds the event, which must be there. */
    Instant entryTime(long sequence) {
        return lastReadHolding(sequence)
                .map(CountedEntry::time)
                .orElseGet(() -> presentRow(offsetOfHolder(sequence)).time());
    }

    private EntryRow presentRow(long offset) {
        return rowAt(offset)
                .orElseThrow(
                        () -> new IndexDamagedException("there is no entry at offset " + offset));
    }

    private Optional<CountedEntry> lastReadHolding(long sequence) {
        List<CountedEntry> before = lastRead.get();
        for (int i = 0; i < before.size(); i++) {
            if (holds(before.get(i), sequence)) {
                return Optional.of(before.get(i));
            }
        }
        return Optional.empty();
    }

    private CountedEntry read(long sequence, long offset, long untilOffset) {
        List<CountedEntry> before = lastRead.get();
        boolean inPassing = !before.isEmpty() && nextSequence(before.getLast()) == sequence;
        int ahead = inPassing ? Math.min(MOST_READ_AHEAD, 2 * before.size()) : 1;
        List<CountedEntry> read = between(offset, Math.max(untilOffset, offset + 1), ahead);
        if (read.isEmpty() || !holds(read.getFirst(), sequence)) {
            throw new IndexDamagedException(
                    "the entry at offset " + offset + " does not hold event " + sequence);
        }
        lastRead.set(read);
        return read.getFirst();
    }

    private long offsetOfHolder(long sequence) {
        OptionalLong offset =
                database.iterate(
                        IndexFamily.SEQUENCES,
                        iterator -> {
                            iterator.seekForPrev(IndexKeys.numbered(sequence));
                            return iterator.isValid()
                                    ? OptionalLong.of(IndexKeys.number(iterator.value()))
                                    : OptionalLong.empty();
                        });
        return offset.orElseThrow(
                () -> new IndexDamagedException("no entry holds event " + sequence));
    }

    private static boolean holds(CountedEntry entry, long sequence) {
        return sequence >= entry.firstSequence() && sequence < nextSequence(entry);
    }

    private static long nextSequence(CountedEntry entry) {
        return entry.firstSequence() + entry.events().size();
    }

    boolean has(EventTag tag) {
        return has(IndexKeys.tag(tag));
    }

    private boolean has(byte[] tagHash) {
        if (foundTags.has(tagHash)) {
            return true;
        }
        if (filling.isDone() && !filter.mayHave(tagHash)) {
            return false;
        }
        boolean there = database.hasTag(tagHash);
        if (there) {
            foundTags.add(tagHash);
        }
        return there;
    }

    /** Ascending, from the one on and before the other. */
    long[] sequencesOf(EventTag tag, long fromSequence, long untilSequence) {
        byte[] prefix = IndexKeys.tag(tag);
        if (!has(prefix)) {
            return NONE;
        }
        return database.iterateTag(
                iterator -> {
                    long[] found = new long[0];
                    int count = 0;
                    iterator.seek(IndexKeys.tagged(prefix, fromSequence));
                    while (iterator.isValid()) {
                        byte[] key = iterator.key();
                        long sequence = sequenceWithin(prefix, key, untilSequence);
                        if (sequence < 0) {
                            break;
                        }
                        if (count == found.length) {
                            found = Arrays.copyOf(found, Math.max(8, count * 2));
                        }
                        found[count++] = sequence;
                        iterator.next();
                    }
                    return Arrays.copyOf(found, count);
                });
    }

    private static long sequenceWithin(byte[] prefix, byte[] key, long untilSequence) {
        if (!IndexKeys.startsWith(key, prefix)) {
            return -1;
        }
        long sequence = IndexKeys.sequenceOfTagged(key);
        return sequence < untilSequence ? sequence : -1;
    }
}
