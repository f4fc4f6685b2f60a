package io.sluice.verify;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The fold of one partition: which records count, and the head after each. */
final class Chain {

    enum Kind {
        COMMIT,
        BARRIER
    }

    sealed interface Judgement {
        record Counted(Kind kind) implements Judgement {}

        /**
         * @param orphan a commit on a head that neither the chain nor any void record before it
         *     leads to
         */
        record Voided(boolean orphan) implements Judgement {}
    }

    /** The parts of a well-formed record that are hashed. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Parts(byte[] kind, byte[] prev, byte[] key, byte[] value) {
        byte[] hash() {
            return Hashes.entry(kind, prev, key, value);
        }
    }

    private static final byte COMMIT = 1;
    private static final byte BARRIER = 2;

    private final IdMap reachable = new IdMap();
    private byte[] head;

    Chain(byte[] genesis) {
        head = genesis;
        remember(genesis);
    }

    Judgement judge(LogRecord record) {
        Parts parts = parts(record);
        if (parts == null) {
            return new Judgement.Voided(false);
        }
        Kind kind = parts.kind()[0] == COMMIT ? Kind.COMMIT : Kind.BARRIER;
        if (kind == Kind.COMMIT && !Arrays.equals(parts.prev(), head)) {
            return new Judgement.Voided(!followsSomething(parts));
        }
        head = Hashes.next(head, parts.hash());
        remember(head);
        return new Judgement.Counted(kind);
    }

    /** The head after everything judged so far, in hex. */
    String head() {
        return HexFormat.of().formatHex(head);
    }

    String position(int partition, long offset) {
        return partition + ":" + offset + ":" + HexFormat.of().formatHex(head, 0, 4);
    }

    /** Whether the record says that it extends exactly this chain's head. */
    boolean extendsHead(LogRecord record) {
        Parts parts = parts(record);
        return parts != null && Arrays.equals(parts.prev(), head);
    }

    /** A void commit may itself have been extended by its writer, so its head counts as known. */
    private boolean followsSomething(Parts parts) {
        ByteBuffer prev = ByteBuffer.wrap(parts.prev());
        boolean known = reachable.contains(prev.getLong(), prev.getLong());
        if (known) {
            remember(Hashes.next(parts.prev(), parts.hash()));
        }
        return known;
    }

    private void remember(byte[] reached) {
        ByteBuffer halves = ByteBuffer.wrap(reached);
        reachable.putIfAbsent(halves.getLong(), halves.getLong(), 0);
    }

    private static @Nullable Parts parts(LogRecord record) {
        byte[] key = record.key();
        byte[] value = record.value();
        byte[] kind = header(record, "kind", 1);
        byte[] prev = header(record, "prev", 32);
        if (key == null
                || value == null
                || kind == null
                || prev == null
                || record.headers().size() != 2) {
            return null;
        }
        return kind[0] == COMMIT || kind[0] == BARRIER ? new Parts(kind, prev, key, value) : null;
    }

    private static byte @Nullable [] header(LogRecord record, String name, int size) {
        for (LogRecord.Header header : record.headers()) {
            byte[] value = header.value();
            if (header.name().equals(name) && value != null && value.length == size) {
                return value;
            }
        }
        return null;
    }
}
