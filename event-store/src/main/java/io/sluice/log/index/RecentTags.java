package io.sluice.log.index;

import io.sluice.log.EventTag;
import io.sluice.log.index.RecentEntries.From;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which of the recent events have a tag. One thread adds, begins later and forgets; any thread asks
 * and never waits: every command's key is looked for here by its caller, and a caller who waited
 * for the loop, or the loop for a caller who is not running, would hold up both.
 *
 * <p>An answer has whatever was added before it was asked for, less what is before its beginning.
 */
final class RecentTags {

    private static final long[] NONE = {};
    private static final int FIRST_CAPACITY = 2;

    private final Map<EventTag, Sequences> byTag = new ConcurrentHashMap<>();
    private volatile long begin;

    /**
     * @param begin the sequence from which on answers are whole
     */
    RecentTags(long begin) {
        this.begin = begin;
    }

    /**
     * Adds an event that has the tag.
     *
     * @param sequence at least that of the event before
     */
    void add(EventTag tag, long sequence) {
        Sequences sequences = byTag.get(tag);
        if (sequences == null) {
            byTag.put(tag, Sequences.of(sequence));
        } else if (!sequences.add(sequence)) {
            byTag.put(tag, sequences.moved(sequence));
        }
    }

    /**
     * From that sequence on answers are whole from now on; then events before it may be forgotten.
     */
    void beginAt(long sequence) {
        begin = sequence;
    }

    /** Forgets the event, the first that has the tag. */
    void forget(EventTag tag, long sequence) {
        Sequences sequences = byTag.get(tag);
        if (sequences != null && sequences.forget(sequence)) {
            byTag.remove(tag);
        }
    }

    /** Whether an event in here has the tag. */
    boolean has(EventTag tag) {
        return byTag.containsKey(tag);
    }

    /** Ascending, from that sequence on. */
    From<long[]> sequencesOf(EventTag tag, long fromSequence) {
        Sequences sequences = byTag.get(tag);
        int end = sequences == null ? 0 : sequences.end;
        // Only now: what is forgotten meanwhile is before a later beginning, which is seen then.
        long beginNow = begin;
        return new From<>(
                beginNow,
                sequences == null ? NONE : sequences.from(Math.max(fromSequence, beginNow), end));
    }

    /**
     * Of one tag, ascending. What was added stays where it is; what is forgotten is only passed
     * over, and left behind when there is no more room.
     */
    private static final class Sequences {

        private final long[] values;

        /** Behind the last value, which is there once this says so. */
        private volatile int end;

        /** For the thread that adds. */
        private int first;

        private Sequences(long[] values, int end) {
            this.values = values;
            this.end = end;
        }

        static Sequences of(long sequence) {
            long[] values = new long[FIRST_CAPACITY];
            values[0] = sequence;
            return new Sequences(values, 1);
        }

        /**
         * An event may have a tag twice; the last value again changes nothing.
         *
         * @return whether there was room for it
         */
        boolean add(long sequence) {
            int place = end;
            if (place > first && values[place - 1] == sequence) {
                return true;
            }
            if (place == values.length) {
                return false;
            }
            values[place] = sequence;
            end = place + 1;
            return true;
        }

        /**
         * In another place, and one more. Half of it forgotten is room enough; otherwise it
         * doubles.
         */
        Sequences moved(long sequence) {
            int size = end - first;
            long[] target = new long[first > size ? values.length : values.length * 2];
            System.arraycopy(values, first, target, 0, size);
            target[size] = sequence;
            return new Sequences(target, size + 1);
        }

        /**
         * Forgets the first one where it is that value.
         *
         * @return whether none is left
         */
        boolean forget(long sequence) {
            if (first < end && values[first] == sequence) {
                first++;
            }
            return first == end;
        }

        long[] from(long least, int until) {
            int found = Arrays.binarySearch(values, 0, until, least);
            int from = found >= 0 ? found : -found - 1;
            return from == until ? NONE : Arrays.copyOfRange(values, from, until);
        }
    }
}
