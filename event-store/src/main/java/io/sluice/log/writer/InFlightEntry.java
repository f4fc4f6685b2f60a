package io.sluice.log.writer;

import io.sluice.log.AppendCheck;
import io.sluice.log.Confirmed;
import io.sluice.log.Head;
import io.sluice.log.StoredEvent;
import io.sluice.log.chain.ChainHash;
import io.sluice.log.chain.ChainRecord;
import io.sluice.log.chain.EntryKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An entry of this writer that was sent and not yet read back. Belongs to the loop. */
@SuppressWarnings("ArrayRecordComponent")
record InFlightEntry(
        ChainRecord record,
        Head headAfter,
        List<StoredEvent> events,
        String nonce,
        AppendCheck check,
        CompletableFuture<Confirmed> answer,
        List<CompletableFuture<Confirmed>> settles,
        long sentAtNanos) {

    /** Nonce of entries that are no barriers. */
    static final String NO_NONCE = "";

    static InFlightEntry of(
            EntryKind kind,
            Head prev,
            byte[] key,
            byte[] value,
            List<StoredEvent> events,
            String nonce,
            AppendCheck check,
            CompletableFuture<Confirmed> answer,
            long nowNanos) {
        ChainRecord record = new ChainRecord(kind, prev, key, value);
        return new InFlightEntry(
                record,
                ChainHash.after(prev, record),
                events,
                nonce,
                check,
                answer,
                new ArrayList<>(),
                nowNanos);
    }

    /** The same entry on another head, to be sent again. */
    InFlightEntry onTopOf(Head prev, long nowNanos) {
        return of(
                record.kind(),
                prev,
                record.key(),
                record.value(),
                events,
                nonce,
                check,
                answer,
                nowNanos);
    }

    boolean isBarrier() {
        return record.kind() == EntryKind.BARRIER;
    }

    /** Exists only to carry answers that have no entry of their own. */
    boolean isNoOp() {
        return !isBarrier() && events.isEmpty();
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
