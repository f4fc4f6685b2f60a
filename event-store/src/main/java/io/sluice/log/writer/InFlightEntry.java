package io.sluice.log.writer;

import io.sluice.log.AppendCheck;
import io.sluice.log.Confirmed;
import io.sluice.log.Head;
import io.sluice.log.StoredEvent;
import io.sluice.log.chain.ChainHash;
import io.sluice.log.chain.ChainRecord;
import io.sluice.log.chain.EntryKind;
import io.sluice.log.chain.EntryValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An entry of this writer that was sent and not yet read back. Belongs to the loop. */
record InFlightEntry(
        ChainRecord record,
        Head headAfter,
        EntryValue value,
        AppendCheck check,
        CompletableFuture<Confirmed> answer,
        List<CompletableFuture<Confirmed>> settles,
        long sentAtNanos) {

    /**
     * @param encoded the value's bytes
     */
    static InFlightEntry of(
            Head prev,
            byte[] key,
            EntryValue value,
            byte[] encoded,
            AppendCheck check,
            CompletableFuture<Confirmed> answer,
            long nowNanos) {
        EntryKind kind = value.barrier().isPresent() ? EntryKind.BARRIER : EntryKind.COMMIT;
        ChainRecord record = new ChainRecord(kind, prev, key, encoded);
        return new InFlightEntry(
                record,
                ChainHash.after(prev, record),
                value,
                check,
                answer,
                new ArrayList<>(),
                nowNanos);
    }

    /** The same entry on another head, to be sent again. */
    InFlightEntry onTopOf(Head prev, long nowNanos) {
        return of(prev, record.key(), value, record.value(), check, answer, nowNanos);
    }

    List<StoredEvent> events() {
        return value.events();
    }

    /** Whether it is the barrier with that nonce. */
    boolean isBarrier(String nonce) {
        return value.barrier().filter(barrier -> barrier.nonce().equals(nonce)).isPresent();
    }

    boolean isBarrier() {
        return record.kind() == EntryKind.BARRIER;
    }

    /** Exists only to carry answers that have no entry of their own. */
    boolean isNoOp() {
        return !isBarrier() && events().isEmpty();
    }

    /** Whether the log gave back exactly what was sent. */
    boolean isReadBackAs(ChainRecord found) {
        return record.kind() == found.kind()
                && record.prev().equals(found.prev())
                && Arrays.equals(record.key(), found.key())
                && Arrays.equals(record.value(), found.value());
    }

    boolean restsOnAny(Iterable<StoredEvent> others) {
        for (StoredEvent other : others) {
            if (check.matches(other)) {
                return true;
            }
        }
        return false;
    }
}
