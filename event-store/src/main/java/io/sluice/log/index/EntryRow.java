package io.sluice.log.index;

import io.sluice.log.CountedEntry;
import io.sluice.log.Head;
import io.sluice.log.LogPosition;
import io.sluice.log.StoredEvent;
import io.sluice.log.UndecodableEntryException;
import io.sluice.log.chain.ChainRecord;
import io.sluice.log.chain.EffectiveEvents;
import io.sluice.log.chain.EntryCodec;
import io.sluice.log.chain.EntryKind;
import io.sluice.log.chain.EntryValue;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * One counted entry as the index keeps it: its record whole, so that it can be held against the log
 * or be appended again, and what the fold made of it.
 *
 * @param eventCount events that have effect
 */
record EntryRow(ChainRecord record, Head head, long firstSequence, int eventCount, Instant time) {

    private static final int FIXED_BYTES =
            1
                    + Head.BYTES
                    + Head.BYTES
                    + Long.BYTES
                    + Integer.BYTES
                    + Long.BYTES
                    + Integer.BYTES
                    + Integer.BYTES;

    static EntryRow of(CountedEntry entry, ChainRecord record) {
        return new EntryRow(
                record, entry.head(), entry.firstSequence(), entry.events().size(), entry.time());
    }

    byte[] encode() {
        byte[] key = record.key();
        byte[] value = record.value();
        return ByteBuffer.allocate(FIXED_BYTES + key.length + value.length)
                .put(record.kind().code())
                .put(record.prev().toBytes())
                .put(head.toBytes())
                .putLong(firstSequence)
                .putInt(eventCount)
                .putLong(time.getEpochSecond())
                .putInt(time.getNano())
                .putInt(key.length)
                .put(key)
                .put(value)
                .array();
    }

    /**
     * Reads a row back.
     *
     * @throws IndexDamagedException where it is none
     */
    static EntryRow decode(byte[] bytes) {
        try {
            ByteBuffer row = ByteBuffer.wrap(bytes);
            EntryKind kind =
                    EntryKind.of(row.get())
                            .orElseThrow(
                                    () -> new IndexDamagedException("an entry has no such kind"));
            Head prev = head(row);
            Head head = head(row);
            long firstSequence = row.getLong();
            int eventCount = row.getInt();
            Instant time = Instant.ofEpochSecond(row.getLong(), row.getInt());
            byte[] key = take(row, row.getInt());
            byte[] value = take(row, row.remaining());
            return new EntryRow(
                    new ChainRecord(kind, prev, key, value), head, firstSequence, eventCount, time);
        } catch (BufferUnderflowException cut) {
            throw new IndexDamagedException("an entry is cut short", cut);
        }
    }

    private static Head head(ByteBuffer row) {
        return Head.of(take(row, Head.BYTES));
    }

    private static byte[] take(ByteBuffer row, int length) {
        if (length < 0 || length > row.remaining()) {
            throw new IndexDamagedException("an entry is cut short");
        }
        byte[] bytes = new byte[length];
        row.get(bytes);
        return bytes;
    }

    /**
     * The entry as replay made it, from the record's bytes.
     *
     * @throws IndexDamagedException where these bytes do not make that entry
     */
    CountedEntry toEntry(int partition, long offset, EntryCodec codec) {
        EntryValue value = decoded(offset, () -> codec.decode(record.value()));
        List<StoredEvent> events = EffectiveEvents.of(record.kind(), value).orElseGet(List::of);
        if (events.size() != eventCount) {
            throw new IndexDamagedException(
                    "the entry at offset " + offset + " does not have its number of events");
        }
        return new CountedEntry(
                new LogPosition(partition, offset, head.prefix()),
                head,
                time,
                value.barrier().map(EntryValue.Barrier::effect),
                firstSequence,
                events);
    }

    /**
     * One event of the entry, which alone is decoded where that can be.
     *
     * @throws IndexDamagedException where the record's bytes do not hold it
     */
    StoredEvent toEvent(long sequence, int partition, long offset, EntryCodec codec) {
        if (sequence < firstSequence || sequence >= firstSequence + eventCount) {
            throw new IndexDamagedException(
                    "the entry at offset " + offset + " does not hold event " + sequence);
        }
        int place = Math.toIntExact(sequence - firstSequence);
        return EffectiveEvents.areAll(record.kind())
                ? decoded(offset, () -> codec.decodeEvent(record.value(), place))
                : toEntry(partition, offset, codec).events().get(place);
    }

    private static <T> T decoded(long offset, Supplier<T> decode) {
        try {
            return decode.get();
        } catch (UndecodableEntryException undecodable) {
            throw new IndexDamagedException(
                    "the entry at offset " + offset + " cannot be decoded", undecodable);
        }
    }
}
