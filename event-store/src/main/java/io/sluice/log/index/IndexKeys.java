package io.sluice.log.index;

import io.sluice.log.EventTag;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The keys of the one column family, each kind with a leading byte of its own; numbers are
 * big-endian, so that their order is the order of the bytes.
 */
final class IndexKeys {

    /** The lowest: whatever else there is was written together with one. */
    static final byte CHECKPOINT = 'c';

    /** Offset of a counted entry; {@link EntryRow}. */
    static final byte ENTRY = 'e';

    /** Name of a note; its value. */
    static final byte NOTE = 'n';

    /**
     * First sequence of an entry that has events; its offset. Entries without events have none, as
     * they share that number with the next entry.
     */
    static final byte SEQUENCE = 's';

    /**
     * Hash of a tag, then the sequence of an event that has it; nothing. The hash alone says that
     * there is at least one: whether a tag was ever seen is asked for every new command, and a
     * look-up of one key costs a small part of a search.
     */
    static final byte TAG = 't';

    private static final int TAG_HASH_BYTES = 16;

    /** Keys of one tag begin alike for so long. */
    static final int TAG_PREFIX_BYTES = 1 + TAG_HASH_BYTES;

    private IndexKeys() {}

    static byte[] checkpoint() {
        return new byte[] {CHECKPOINT};
    }

    static byte[] entry(long offset) {
        return numbered(ENTRY, offset);
    }

    static byte[] sequence(long firstSequence) {
        return numbered(SEQUENCE, firstSequence);
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
        return ByteBuffer.allocate(TAG_PREFIX_BYTES).put(TAG).put(hash, 0, TAG_HASH_BYTES).array();
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

    static boolean isNumbered(byte kind, byte[] key) {
        return key.length == 1 + Long.BYTES && key[0] == kind;
    }

    static long number(byte[] key) {
        return ByteBuffer.wrap(key).getLong(1);
    }

    private static byte[] numbered(byte kind, long number) {
        return ByteBuffer.allocate(1 + Long.BYTES).put(kind).putLong(number).array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }
}
