package io.sluice.command.payout;

import io.sluice.command.fold.Placed;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.wire.EventTags;
import io.sluice.log.EventTag;
import io.sluice.log.EventView;
import io.sluice.log.IndexNotes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Notes what is open, not what state it is in: {@code open/<withdrawal>} from its request until it
 * is gone or back, {@code frozen/<account>} while it is frozen; each with the sequence of the event
 * that began it. With the circuit's events, theirs are all that a queue is made of, so a restart
 * applies these and no others. Never a whole entry: beside an open withdrawal's event may stand
 * that of one which has settled since.
 */
final class OpenNotes {

    private static final String OPEN = "open/";
    private static final String FROZEN = "frozen/";

    private OpenNotes() {}

    static void note(Placed placed, IndexNotes notes) {
        switch (placed.event()) {
            case LedgerEvent.AccountFrozen e ->
                    notes.put(FROZEN + e.accountId(), bytes(placed.sequence()));
            case LedgerEvent.AccountUnfrozen e -> notes.remove(FROZEN + e.accountId());
            case LedgerEvent.AccountClosed e -> notes.remove(FROZEN + e.accountId());
            case LedgerEvent.WithdrawalRequested e ->
                    notes.put(OPEN + e.withdrawalId(), bytes(placed.sequence()));
            case LedgerEvent.WithdrawalSettled e -> notes.remove(OPEN + e.withdrawalId());
            case LedgerEvent.WithdrawalFailed e -> notes.remove(OPEN + e.withdrawalId());
            case LedgerEvent.WithdrawalCancelled e -> notes.remove(OPEN + e.withdrawalId());
            case LedgerEvent.WithdrawalRejected e -> notes.remove(OPEN + e.withdrawalId());
            case LedgerEvent.WithdrawalExpired e -> notes.remove(OPEN + e.withdrawalId());
            case LedgerEvent.WithdrawalApproved e -> {}
            case LedgerEvent.AccountOpened e -> {}
            case LedgerEvent.DepositCredited e -> {}
            case LedgerEvent.WithdrawalHeld e -> {}
            case LedgerEvent.WithdrawalReleased e -> {}
            case LedgerEvent.WithdrawalSubmitted e -> {}
            case LedgerEvent.WithdrawalOutcomeUnknown e -> {}
            case LedgerEvent.CircuitEvent e -> {}
        }
    }

    /** The events that the queue is made of, in their order. */
    static long[] sequences(EventView events, IndexNotes notes) {
        LongStream.Builder found = LongStream.builder();
        notes.forEach(FROZEN, (name, since) -> found.add(sequence(since)));
        notes.forEach(
                OPEN,
                (name, since) ->
                        Arrays.stream(
                                        events.sequencesOf(
                                                withdrawal(name.substring(OPEN.length())),
                                                sequence(since)))
                                .forEach(found));
        Arrays.stream(events.sequencesOf(new EventTag(EventTags.CIRCUIT, EventTags.CIRCUIT), 0))
                .forEach(found);
        return found.build().sorted().toArray();
    }

    private static EventTag withdrawal(String id) {
        return new EventTag(EventTags.WITHDRAWAL, id);
    }

    private static byte[] bytes(long sequence) {
        return ByteBuffer.allocate(Long.BYTES).putLong(sequence).array();
    }

    private static long sequence(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }
}
