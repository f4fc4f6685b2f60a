package io.sluice.log.index;

import java.util.Arrays;

/** Ascending longs, added at the end. Not thread-safe. */
final class LongList {

    private static final int FIRST_CAPACITY = 2;

    private long[] values = new long[FIRST_CAPACITY];
    private int end;

    /** Adds a value that is at least the last one; the last one again changes nothing. */
    void add(long value) {
        if (end > 0 && values[end - 1] == value) {
            return;
        }
        if (end == values.length) {
            values = Arrays.copyOf(values, values.length * 2);
        }
        values[end++] = value;
    }

    /** Those that are at least {@code least}. */
    long[] from(long least) {
        int found = Arrays.binarySearch(values, 0, end, least);
        return Arrays.copyOfRange(values, found >= 0 ? found : -found - 1, end);
    }
}
