package io.sluice.log.chain;

import io.sluice.log.Head;
import io.sluice.log.RawRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A well-formed record: exactly the two headers, once each and of exact size, and a key and a
 * value.
 */
@SuppressWarnings("ArrayRecordComponent")
public record ChainRecord(EntryKind kind, Head prev, byte[] key, byte[] value) {

    static final String KIND_HEADER = "kind";
    static final String PREV_HEADER = "prev";

    /** The record's parts, or nothing where it is not well-formed and therefore void. */
    public static Optional<ChainRecord> parse(RawRecord raw) {
        byte[] key = raw.key();
        byte[] value = raw.value();
        if (key == null || value == null || raw.headers().size() != 2) {
            return Optional.empty();
        }
        byte[] kind = header(raw.headers(), KIND_HEADER);
        byte[] prev = header(raw.headers(), PREV_HEADER);
        if (kind == null || kind.length != 1 || prev == null || prev.length != Head.BYTES) {
            return Optional.empty();
        }
        return EntryKind.of(kind[0])
                .map(known -> new ChainRecord(known, Head.of(prev), key, value));
    }

    /** Whether both say the same, byte by byte. */
    public boolean isSameAs(ChainRecord other) {
        return kind == other.kind
                && prev.equals(other.prev)
                && Arrays.equals(key, other.key)
                && Arrays.equals(value, other.value);
    }

    /** The record as it goes to the topic; it has no offset yet. */
    public RawRecord toRaw() {
        return new RawRecord(
                -1,
                key,
                value,
                List.of(
                        new RawRecord.Header(KIND_HEADER, new byte[] {kind.code()}),
                        new RawRecord.Header(PREV_HEADER, prev.toBytes())));
    }

    private static byte @Nullable [] header(List<RawRecord.Header> headers, String name) {
        for (RawRecord.Header header : headers) {
            if (header.name().equals(name)) {
                return header.value();
            }
        }
        return null;
    }
}
