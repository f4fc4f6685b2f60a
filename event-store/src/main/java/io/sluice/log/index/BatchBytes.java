package io.sluice.log.index;

import java.util.Arrays;
import java.util.List;

/**
 * Puts, in the form in which RocksDB keeps a batch. A batch is handed over in one call instead of
 * one for every key, and kind by kind instead of entry by entry, because neighbours are cheaper to
 * insert. RocksDB counts what it finds in it and refuses a batch that does not add up.
 */
final class BatchBytes {

    private static final int FIRST_CAPACITY = 1 << 12;
    private static final byte FAMILY_DELETION = 4;
    private static final byte FAMILY_VALUE = 5;
    private static final int HEADER_BYTES = 12;
    private static final int COUNT_AT = 8;
    private static final int LOW_BITS = 0x7f;
    private static final int MORE = 0x80;
    private static final int BITS_A_BYTE = 7;

    /** Beside key and value: what is done, where, and how long these are. */
    private static final int OVERHEAD_BYTES = 2 + 2 * (Integer.BYTES + 1);

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int length;
    private int count;

    void put(IndexFamily family, byte[] key, byte[] value) {
        ensure(OVERHEAD_BYTES + key.length + value.length);
        begin(FAMILY_VALUE, family);
        append(key);
        append(value);
    }

    void delete(IndexFamily family, byte[] key) {
        ensure(OVERHEAD_BYTES + key.length);
        begin(FAMILY_DELETION, family);
        append(key);
    }

    private void begin(byte what, IndexFamily where) {
        bytes[length++] = what;
        bytes[length++] = (byte) where.number(); // at most LOW_BITS, and so one byte
        count++;
    }

    /** One batch of all of them, in that order. */
    static byte[] join(List<BatchBytes> parts) {
        int length = parts.stream().mapToInt(part -> part.length).sum();
        int count = parts.stream().mapToInt(part -> part.count).sum();
        byte[] batch = new byte[HEADER_BYTES + length];
        for (int i = 0; i < Integer.BYTES; i++) {
            batch[COUNT_AT + i] = (byte) (count >>> (Byte.SIZE * i));
        }
        int at = HEADER_BYTES;
        for (BatchBytes part : parts) {
            System.arraycopy(part.bytes, 0, batch, at, part.length);
            at += part.length;
        }
        return batch;
    }

    private void append(byte[] text) {
        int rest = text.length;
        while (rest > LOW_BITS) {
            bytes[length++] = (byte) ((rest & LOW_BITS) | MORE);
            rest >>>= BITS_A_BYTE;
        }
        bytes[length++] = (byte) rest;
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }
}
