package io.sluice.log.index;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Tags of which it is known that the index has their hash as a key; none is ever taken away from
 * it. Of a fixed size: what comes in takes the place of what was there before. Thread-safe.
 */
final class KnownTags {

    private static final int PLACES = 1 << 16;

    private final AtomicReferenceArray<byte @Nullable []> hashes =
            new AtomicReferenceArray<>(PLACES);

    /**
     * Whether the tag is known; where it is not, the index may have it all the same.
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
     * @return whether it was not known before
     */
    boolean add(byte[] hash) {
        boolean isNew = !has(hash);
        if (isNew) {
            hashes.setRelease(placeOf(hash), hash);
        }
        return isNew;
    }

    private static int placeOf(byte[] hash) {
        return ByteBuffer.wrap(hash).getInt() & (PLACES - 1);
    }
}
