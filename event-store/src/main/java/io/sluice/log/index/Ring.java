package io.sluice.log.index;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Added to at the end, taken from the beginning, read at any place. Not thread-safe. */
final class Ring<T> {

    private static final int FIRST_CAPACITY = 64;

    private @Nullable Object[] items = new @Nullable Object[FIRST_CAPACITY];
    private int first;
    private int size;

    void addLast(T item) {
        if (size == items.length) {
            grow();
        }
        items[placeOf(size)] = item;
        size++;
    }

    T removeFirst() {
        T item = get(0);
        items[first] = null;
        first = placeOf(1);
        size--;
        return item;
    }

    @SuppressWarnings("unchecked")
    T get(int index) {
        Objects.checkIndex(index, size);
        return (T) Objects.requireNonNull(items[placeOf(index)]);
    }

    T getLast() {
        return get(size - 1);
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The capacity is a power of two. */
    private int placeOf(int index) {
        return (first + index) & (items.length - 1);
    }

    private void grow() {
        @Nullable Object[] larger = new @Nullable Object[items.length * 2];
        for (int i = 0; i < size; i++) {
            larger[i] = items[placeOf(i)];
        }
        items = larger;
        first = 0;
    }
}
