package io.sluice.log.index;

import java.util.Arrays;

/** Ascending longs, added at the end and taken from the beginning. Not thread-safe. */
final class LongList {

    private static final int FIRST_CAPACITY = 2;

    private long[] values = new long[FIRST_CAPACITY];
    private int begin;
    private int end;

    /** Adds a value that is at least the last one; the last one again changes nothing. */
    void add(long value) {
        if (end > begin && values[end - 1] == value) {
            return;
        }
        if (end == values.length) {
            makeRoom();
        }
        values[end++] = value;
    }

    /** Takes the first one away where it is that value. */
    void removeFirst(long value) {
        if (end > begin && values[begin] == value) {
            begin++;
        }
    }

    boolean isEmpty() {
        return begin == end;
    }

    /** Those that are at least {@code least}. */
    long[] from(long least) {
        int found = Arrays.binarySearch(values, begin, end, least);
        return Arrays.copyOfRange(values, found >= 0 ? found : -found - 1, end);
    }

    /** Half of it empty at the beginning is room enough; otherwise it doubles. */
    private void makeRoom() {
        int size = end - begin;
        long[] target = begin > size ? values : new long[values.length * 2];
        System.arraycopy(values, begin, target, 0, size);
        values = target;
        begin = 0;
        end = size;
    }
}
