package io.sluice.log.index;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/**
 * Which tags an index may have: a Bloom filter in blocks of one cache line, outside the heap.
 * Nearly every command brings a key that was never seen, and to find that out from the filters of a
 * database's files costs a look into each of them.
 *
 * <p>Of a fixed size: with sixteen bits for each tag it takes 1 of 1,100 that are not there for one
 * that is, with ten 1 of 95, with four 1 of 3; it never denies one that is. Partitions share it:
 * that one of them has a tag only means that the others may. Thread-safe.
 */
final class TagFilter {

    private static final int BLOCK_BYTES = 64;

    /** One bit in each long of a block, of which six bits of the hash say which. */
    private static final int PLACE_BITS = 6;

    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    private final MemorySegment bits;
    private final long blocks;

    TagFilter(long bytes) {
        blocks = Math.max(1, bytes / BLOCK_BYTES);
        bits = Arena.ofAuto().allocate(blocks * BLOCK_BYTES, BLOCK_BYTES);
    }

    /**
     * Notes a tag. Whoever comes to know of that by way of this thread finds it.
     *
     * @param hash whole; an even spread is what makes it a place
     */
    void add(byte[] hash) {
        ByteBuffer numbers = ByteBuffer.wrap(hash);
        long at = block(numbers.getLong());
        long places = numbers.getLong();
        for (long end = at + BLOCK_BYTES; at < end; at += Long.BYTES) {
            long bit = 1L << places; // of which the last six bits count
            if (((long) LONG.getOpaque(bits, at) & bit) == 0) {
                long _ = (long) LONG.getAndBitwiseOr(bits, at, bit);
            }
            places >>>= PLACE_BITS;
        }
    }

    /** False where the tag was never noted. */
    boolean mayHave(byte[] hash) {
        ByteBuffer numbers = ByteBuffer.wrap(hash);
        long at = block(numbers.getLong());
        long places = numbers.getLong();
        for (long end = at + BLOCK_BYTES; at < end; at += Long.BYTES) {
            if (((long) LONG.getOpaque(bits, at) & (1L << places)) == 0) {
                return false;
            }
            places >>>= PLACE_BITS;
        }
        return true;
    }

    private long block(long number) {
        return Math.unsignedMultiplyHigh(number, blocks) * BLOCK_BYTES;
    }

    long bytes() {
        return bits.byteSize();
    }
}
