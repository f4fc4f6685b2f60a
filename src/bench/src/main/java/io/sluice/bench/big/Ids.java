package io.sluice.bench.big;

import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.UUID;

/** Random of form, and the same for the same seed. */
final class Ids {

    private static final int NONCE_BYTES = 16;

    private Ids() {}

    /** Of the form of a UUID, version 4. */
    static String uuid(SplittableRandom random) {
        return new UUID(
                        (random.nextLong() & ~0xF000L) | 0x4000L,
                        (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L)
                .toString();
    }

    /** As barriers carry it. */
    static String nonce(SplittableRandom random) {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
