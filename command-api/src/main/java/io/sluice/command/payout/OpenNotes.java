package io.sluice.command.payout;

import io.sluice.command.fold.Placed;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.wire.EventTags;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import io.sluice.log.EventTag;
import io.sluice.log.EventView;
import io.sluice.log.IndexNotes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Notes what is open: {@code open/<withdrawal>} from its request until it is gone or back, {@code
 * frozen/<account>} while it is frozen. With the circuit's events these are all that a queue is
 * made of.
 *
 * <p>Of one that was only requested, as each is at first and most are for a moment, the sequence of
 * that event; of one that moved on, and of these there may be very many, all that a queue knows of
 * it; nothing of the few of which all events are to be applied again.
 */
final class OpenNotes {

    private static final String OPEN = "open/";
    private static final String FROZEN = "frozen/";
    private static final byte[] NOTHING = {};

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
            case LedgerEvent.WithdrawalHeld e -> noteHeld(e, placed, queue, notes);
            case LedgerEvent.WithdrawalEvent e -> noteMoved(e.withdrawalId(), queue, notes);
            case LedgerEvent.AccountOpened e -> {}
            case LedgerEvent.DepositCredited e -> {}
            case LedgerEvent.CircuitEvent e -> {}
        }
    }

    /** Of what is held only at the end of the entry, the event that says so notes again. */
    private static void noteMoved(WithdrawalId id, PayoutQueue queue, IndexNotes notes) {
        queue.note(id)
                .ifPresentOrElse(
                        now -> notes.put(OPEN + id, now.encode()), () -> notes.remove(OPEN + id));
    }

    /**
     * One that was held before stands where it came to be so, but among those that came with the
     * later event, and one that is held by nothing belongs to no pause: of these, which are few,
     * all events are applied again.
     */
    private static void noteHeld(
            LedgerEvent.WithdrawalHeld event, Placed placed, PayoutQueue queue, IndexNotes notes) {
        WithdrawalId id = event.withdrawalId();
        Optional<OpenNote> now =
                queue.note(id).filter(note -> note.status() == WithdrawalStatus.HELD);
        if (now.isEmpty()) {
            noteMoved(id, queue, notes);
        } else if (now.get().sequence() == placed.sequence() && !event.pauseIds().isEmpty()) {
            notes.put(OPEN + id, now.get().heldBy(event.pauseIds()).encode());
        } else {
            notes.put(OPEN + id, NOTHING);
        }
    }

    /**
     * Reads what a queue is made of.
     *
     * @param whole gets the notes of those that are noted whole, in no order
     * @return the events of all else, in their order
     */
    static long[] read(EventView events, IndexNotes notes, Consumer<OpenNote> whole) {
        LongStream.Builder found = LongStream.builder();
        notes.forEach(FROZEN, (name, since) -> found.add(sequence(since)));
        notes.forEach(
                OPEN,
                (name, noted) -> {
                    if (noted.length > Long.BYTES) {
                        whole.accept(OpenNote.decode(noted));
                    } else if (noted.length == Long.BYTES) {
                        found.add(sequence(noted));
                    } else {
                        String id = name.substring(OPEN.length());
                        Arrays.stream(events.sequencesOf(withdrawal(id), 0)).forEach(found);
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
