package io.sluice.log.index;

import io.sluice.log.EventTag;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The keys of each {@link IndexFamily}; numbers are big-endian, so that their order is the order of
 * the bytes.
 */
final class IndexKeys {

    /** The whole key of the checkpoint. */
    private static final byte CHECKPOINT = 'c';

    /** In front of the name of a note. */
    private static final byte NOTE = 'n';

    /** Keys of one tag begin alike for so long. */
    static final int TAG_PREFIX_BYTES = 16;

    private IndexKeys() {}

    static byte[] checkpoint() {
        return new byte[] {CHECKPOINT};
    }

    /** An offset or a sequence. */
    static byte[] numbered(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    static byte[] note(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + text.length).put(NOTE).put(text).array();
    }

    static String noteName(byte[] key) {
        return new String(key, 1, key.length - 1, StandardCharsets.UTF_8);
    }

    /** What all keys of the tag begin with. */
    static byte[] tag(EventTag tag) {
        byte[] name = tag.name().getBytes(StandardCharsets.UTF_8);
        byte[] value = tag.value().getBytes(StandardCharsets.UTF_8);
        byte[] hash =
                sha256().digest(
                                ByteBuffer.allocate(2 * Integer.BYTES + name.length + value.length)
                                        .putInt(name.length)
                                        .put(name)
                                        .putInt(value.length)
                                        .put(value)
                                        .array());
        return Arrays.copyOf(hash, TAG_PREFIX_BYTES);
    }

    static byte[] tagged(byte[] tagPrefix, long sequence) {
        byte[] key = Arrays.copyOf(tagPrefix, TAG_PREFIX_BYTES + Long.BYTES);
        ByteBuffer.wrap(key).putLong(TAG_PREFIX_BYTES, sequence);
        return key;
    }

    static long sequenceOfTagged(byte[] key) {
        return ByteBuffer.wrap(key).getLong(TAG_PREFIX_BYTES);
    }

    static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length
                && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    /**
     * What {@link #numbered} made.
     *
     * @throws IndexDamagedException where it can't have
     */
    static long number(byte[] key) {
        if (key.length != Long.BYTES) {
            throw new IndexDamagedException("a number has " + key.length + " bytes");
        }
        return ByteBuffer.wrap(key).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }
}
