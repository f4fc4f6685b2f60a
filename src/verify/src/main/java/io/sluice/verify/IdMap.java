package io.sluice.verify;

import java.util.OptionalLong;
import java.util.UUID;

/**
 * Where 128-bit ids were first seen, in 24 bytes a slot: a map of objects would cost five times as
 * much, and there is one id for every event of the ledger.
 */
final class IdMap {

    private static final int LONGS = 3;

    private long[] slots = new long[64 * LONGS];
    private int size;

    /** Remembers the id unless it is known; answers with the value it had before, if any. */
    OptionalLong putIfAbsent(UUID id, long value) {
        return putIfAbsent(id.getMostSignificantBits(), id.getLeastSignificantBits(), value);
    }

    /**
     * @param value not negative
     */
    OptionalLong putIfAbsent(long high, long low, long value) {
        int slot = find(high, low);
        if (slots[slot + 2] != 0) {
            return OptionalLong.of(slots[slot + 2] - 1);
        }
        slots[slot] = high;
        slots[slot + 1] = low;
        slots[slot + 2] = value + 1;
        size++;
        if (size * 2 > slots.length / LONGS) {
            grow();
        }
        return OptionalLong.empty();
    }

    boolean contains(long high, long low) {
        return slots[find(high, low) + 2] != 0;
    }

    private int find(long high, long low) {
        int mask = slots.length / LONGS - 1;
        long mixed = (high ^ Long.rotateLeft(low, 32)) * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 32) & mask;
        while (slots[slot * LONGS + 2] != 0
                && (slots[slot * LONGS] != high || slots[slot * LONGS + 1] != low)) {
            slot = (slot + 1) & mask;
        }
        return slot * LONGS;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length / LONGS * 2 * LONGS];
        size = 0;
        for (int slot = 0; slot < old.length; slot += LONGS) {
            if (old[slot + 2] != 0) {
                putIfAbsent(old[slot], old[slot + 1], old[slot + 2] - 1);
            }
        }
    }
}
