package io.sluice.log.index;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Tags whose hash was found in the index; none is ever taken away from it. Of a fixed size: what
 * comes in takes the place of what was there before. Thread-safe, which {@link KnownTags} need not
 * be and is cheaper for: hashes are taken in and given out whole.
 */
final class FoundTags {

    private static final int PLACES = 1 << 16;

    private final AtomicReferenceArray<byte @Nullable []> hashes =
            new AtomicReferenceArray<>(PLACES);

    /**
     * Whether the tag was found; where it was not, the index may have it all the same.
     *
     * @param hash whole; an even spread is what makes it a place
     */
    boolean has(byte[] hash) {
        return Arrays.equals(hashes.getAcquire(placeOf(hash)), hash);
    }

    /**
     * Notes the tag.
     *
     * @param hash as above; kept, and not to be changed any more
     */
    void add(byte[] hash) {
        hashes.setRelease(placeOf(hash), hash);
    }

    private static int placeOf(byte[] hash) {
        return ByteBuffer.wrap(hash).getInt() & (PLACES - 1);
    }
}
