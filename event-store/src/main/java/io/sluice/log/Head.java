package io.sluice.log;

import java.util.Arrays;
import java.util.HexFormat;

/** The chain's head: a SHA-256 over everything that counted so far. */
public final class Head {

    public static final int BYTES = 32;
    private static final int PREFIX_BYTES = 4;

    private final byte[] bytes;

    private Head(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Copies the 32 bytes. */
    public static Head of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a head has 32 bytes, not " + bytes.length);
        }
        return new Head(bytes.clone());
    }

    /** Reads 64 hex digits. */
    public static Head parse(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    public byte[] toBytes() {
        return bytes.clone();
    }

    /** The first 8 hex digits, as positions carry them. */
    public String prefix() {
        return HexFormat.of().formatHex(bytes, 0, PREFIX_BYTES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Head head && Arrays.equals(bytes, head.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** All 64 hex digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
