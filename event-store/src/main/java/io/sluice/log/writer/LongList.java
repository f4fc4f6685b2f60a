package io.sluice.log.writer;

import java.util.Arrays;

/** Ascending longs, appended at the end. Not thread-safe. */
final class LongList {

    private static final int FIRST_CAPACITY = 4;

    private long[] values = new long[FIRST_CAPACITY];
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    /** Those that are at least {@code least}. */
    long[] from(long least) {
        int found = Arrays.binarySearch(values, 0, size, least);
        return Arrays.copyOfRange(values, found >= 0 ? found : -found - 1, size);
    }
}
