package io.sluice.verify;

import org.jspecify.annotations.Nullable;

/** What a finding is about, as exactly as is known; -1 and null stand for "does not apply". */
record Place(int partition, long offset, @Nullable String account) {

    static final Place LEDGER = new Place(-1, -1, null);

    /**
     * The partition's bits in {@link #code}; Kafka cannot reach the offsets that this leaves out.
     */
    private static final int OFFSET_BITS = 47;

    static Place of(int partition) {
        return new Place(partition, -1, null);
    }

    static Place at(int partition, long offset) {
        return new Place(partition, offset, null);
    }

    Place account(String id) {
        return new Place(partition, offset, id);
    }

    /** Partition and offset in one number that is not negative, for {@link IdMap}. */
    long code() {
        return ((long) partition << OFFSET_BITS) | offset;
    }

    static Place ofCode(long code) {
        return at((int) (code >>> OFFSET_BITS), code & ((1L << OFFSET_BITS) - 1));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(partition < 0 ? "ledger" : "partition " + partition);
        if (offset >= 0) {
            text.append(" offset ").append(offset);
        }
        if (account != null) {
            text.append(" account ").append(account);
        }
        return text.toString();
    }
}
