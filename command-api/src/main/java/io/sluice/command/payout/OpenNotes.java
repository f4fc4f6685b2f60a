package io.sluice.command.payout;

import io.sluice.command.fold.Placed;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.wire.EventTags;
import io.sluice.log.EventTag;
import io.sluice.log.EventView;
import io.sluice.log.IndexNotes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Notes what is open: {@code open/<withdrawal>} from its request until it is gone or back, {@code
 * frozen/<account>} while it is frozen. Of one that is held, and of these there may be very many,
 * with all that a queue knows of it; otherwise with a sequence before which it has no event, so
 * that a restart applies its events again. With the circuit's events these are all that a queue is
 * made of. Never a whole entry: beside an open withdrawal's event may stand that of one which has
 * settled since.
 */
final class OpenNotes {

    private static final String OPEN = "open/";
    private static final String FROZEN = "frozen/";

    private OpenNotes() {}

    /**
     * @param queue which has the event's whole entry in it
     */
    static void note(Placed placed, PayoutQueue queue, IndexNotes notes) {
        switch (placed.event()) {
            case LedgerEvent.AccountFrozen e ->
                    notes.put(FROZEN + e.accountId(), bytes(placed.sequence()));
            case LedgerEvent.AccountUnfrozen e -> notes.remove(FROZEN + e.accountId());
            case LedgerEvent.AccountClosed e -> notes.remove(FROZEN + e.accountId());
            case LedgerEvent.WithdrawalRequested e ->
                    notes.put(OPEN + e.withdrawalId(), bytes(placed.sequence()));
            case LedgerEvent.WithdrawalHeld e ->
                    notes.put(
                            OPEN + e.withdrawalId(),
                            queue.heldBy(e, placed).map(HeldNote::encode).orElse(bytes(0)));
            case LedgerEvent.WithdrawalReleased e -> {
                if (queue.wasHeld(e.withdrawalId())) {
                    notes.put(OPEN + e.withdrawalId(), bytes(0));
                }
            }
            case LedgerEvent.WithdrawalSettled e -> notes.remove(OPEN + e.withdrawalId());
            case LedgerEvent.WithdrawalFailed e -> notes.remove(OPEN + e.withdrawalId());
            case LedgerEvent.WithdrawalCancelled e -> notes.remove(OPEN + e.withdrawalId());
            case LedgerEvent.WithdrawalRejected e -> notes.remove(OPEN + e.withdrawalId());
            case LedgerEvent.WithdrawalExpired e -> notes.remove(OPEN + e.withdrawalId());
            case LedgerEvent.WithdrawalApproved e -> {}
            case LedgerEvent.AccountOpened e -> {}
            case LedgerEvent.DepositCredited e -> {}
            case LedgerEvent.WithdrawalSubmitted e -> {}
            case LedgerEvent.WithdrawalOutcomeUnknown e -> {}
            case LedgerEvent.CircuitEvent e -> {}
        }
    }

    /**
     * Reads what a queue is made of.
     *
     * @param held gets those that are noted as held, in no order
     * @return the events of all else, in their order
     */
    static long[] read(EventView events, IndexNotes notes, Consumer<HeldNote> held) {
        LongStream.Builder found = LongStream.builder();
        notes.forEach(FROZEN, (name, since) -> found.add(sequence(since)));
        notes.forEach(
                OPEN,
                (name, noted) -> {
                    if (noted.length > Long.BYTES) {
                        held.accept(HeldNote.decode(noted));
                    } else {
                        String id = name.substring(OPEN.length());
                        Arrays.stream(events.sequencesOf(withdrawal(id), sequence(noted)))
                                .forEach(found);
                    }
                });
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
