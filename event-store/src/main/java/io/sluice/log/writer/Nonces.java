package io.sluice.log.writer;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Fresh names for barriers. */
final class Nonces {

    private static final int BYTES = 16;

    private Nonces() {}

    /** 32 hex digits. */
    static String next(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
