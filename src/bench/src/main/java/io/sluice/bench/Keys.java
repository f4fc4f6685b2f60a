package io.sluice.bench;

import java.util.SplittableRandom;
import java.util.UUID;

/** Idempotency keys as callers choose them: random, of the form of a UUID, version 4. */
final class Keys {

    private static final long VERSION_4 = 0x4000L;
    private static final long NOT_VERSION = ~0xF000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long NOT_VARIANT = 0x3FFF_FFFF_FFFF_FFFFL;

    private Keys() {}

    /** Cheap, so that making keys costs no contender anything to speak of. */
    static UUID next(SplittableRandom random) {
        return new UUID(
                (random.nextLong() & NOT_VERSION) | VERSION_4,
                (random.nextLong() & NOT_VARIANT) | VARIANT);
    }
}
