package io.sluice.log.index;

import java.nio.ByteBuffer;

/**
 * Tags of which it is known that the index has their hash as a key, so that it need not be written
 * again with every event. Of a fixed size: what comes in takes the place of what was there before.
 * For the thread that makes the batches.
 */
final class KnownTags {

    private static final int PLACES = 1 << 16;

    private final long[] high = new long[PLACES];
    private final long[] low = new long[PLACES];

    /**
     * Notes the tag.
     *
     * @param hash whole; an even spread is what makes it a place
     * @return whether it was not known before
     */
    boolean add(byte[] hash) {
        ByteBuffer numbers = ByteBuffer.wrap(hash);
        long first = numbers.getLong();
        long second = numbers.getLong();
        int place = (int) first & (PLACES - 1);
        if (high[place] == first && low[place] == second && (first | second) != 0) {
            return false;
        }
        high[place] = first;
        low[place] = second;
        return true;
    }
}
