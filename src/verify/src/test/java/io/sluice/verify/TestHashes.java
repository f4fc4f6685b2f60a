package io.sluice.verify;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Chain-log.md once more, written apart from what is tested. */
final class TestHashes {

    private TestHashes() {}

    static byte[] sha256(byte[]... parts) {
        return hash("SHA-256", parts);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] u32(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    static byte[] lp(byte[] part) {
        return joined(u32(part.length), part);
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static int partitionOf(String account, int partitions) {
        long first = ByteBuffer.wrap(sha256(utf8(account))).getLong();
        return (int) Long.remainderUnsigned(first, partitions);
    }

    static UUID id(String... parts) {
        UUID space = UUID.fromString("6f1c2f5e-3a54-5d0c-9b1b-5a6c0d1e7f20");
        byte[] name =
                ByteBuffer.allocate(16)
                        .putLong(space.getMostSignificantBits())
                        .putLong(space.getLeastSignificantBits())
                        .array();
        for (String part : parts) {
            name = joined(name, lp(utf8(part)));
        }
        byte[] hash = hash("SHA-1", name);
        hash[6] = (byte) ((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte) ((hash[8] & 0x3F) | 0x80);
        ByteBuffer halves = ByteBuffer.wrap(hash);
        return new UUID(halves.getLong(), halves.getLong());
    }

    private static byte[] hash(String algorithm, byte[]... parts) {
        try {
            return MessageDigest.getInstance(algorithm).digest(joined(parts));
        } catch (NoSuchAlgorithmException absent) {
            throw new AssertionError(absent);
        }
    }
}
