package io.sluice.command.payout;

import io.sluice.command.fold.Placed;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.WithdrawalEvent;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import io.sluice.log.LogPosition;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Since when a partition's withdrawals are in their status, and what became of those that left: a
 * fold of the counted entries, beside the queue and fed with the same events. Entries' times never
 * run back, so the first of a status is its oldest.
 */
public final class StatusAges {

    /** Where and when a withdrawal came into its status. */
    public record Since(WithdrawalId withdrawal, Instant at, LogPosition position) {}

    private record Live(WithdrawalStatus status, Network network) {}

    private final Map<WithdrawalId, Live> live = new HashMap<>();
    private final Map<WithdrawalStatus, LinkedHashMap<WithdrawalId, Since>> byStatus =
            new EnumMap<>(WithdrawalStatus.class);
    private final RailOutcomes outcomes;
    private final LongAdder released;

    /**
     * @param outcomes told of each end that has happened lately
     * @param released counts releases
     */
    StatusAges(RailOutcomes outcomes, LongAdder released) {
        this.outcomes = outcomes;
        this.released = released;
    }

    synchronized void fold(Placed placed) {
        if (placed.event() instanceof WithdrawalEvent event) {
            Optional<Live> before = Optional.ofNullable(live.get(event.withdrawalId()));
            switch (event) {
                case LedgerEvent.WithdrawalRequested e ->
                        become(
                                placed,
                                e,
                                e.approval().isPresent()
                                        ? WithdrawalStatus.AWAITING_APPROVAL
                                        : WithdrawalStatus.REQUESTED,
                                e.network());
                case LedgerEvent.WithdrawalApproved e ->
                        move(placed, e, WithdrawalStatus.REQUESTED);
                case LedgerEvent.WithdrawalHeld e -> move(placed, e, WithdrawalStatus.HELD);
                case LedgerEvent.WithdrawalReleased e -> {
                    released.increment();
                    move(placed, e, WithdrawalStatus.RELEASED);
                }
                case LedgerEvent.WithdrawalSubmitted e -> move(placed, e, afterSubmission(before));
                case LedgerEvent.WithdrawalOutcomeUnknown e -> {
                    before.ifPresent(it -> outcomes.unknown(it.network(), placed.time()));
                    move(placed, e, WithdrawalStatus.UNKNOWN);
                }
                case LedgerEvent.WithdrawalSettled e -> {
                    before.ifPresent(it -> outcomes.settled(it.network(), placed.time()));
                    leave(e.withdrawalId());
                }
                case LedgerEvent.WithdrawalFailed e -> {
                    before.ifPresent(it -> outcomes.failed(it.network(), placed.time()));
                    leave(e.withdrawalId());
                }
                case LedgerEvent.WithdrawalCancelled e -> leave(e.withdrawalId());
                case LedgerEvent.WithdrawalRejected e -> leave(e.withdrawalId());
                case LedgerEvent.WithdrawalExpired e -> leave(e.withdrawalId());
            }
        }
    }

    private static WithdrawalStatus afterSubmission(Optional<Live> before) {
        return before.filter(it -> it.status() == WithdrawalStatus.UNKNOWN).isPresent()
                ? WithdrawalStatus.UNKNOWN
                : WithdrawalStatus.SUBMITTED;
    }

    private void move(Placed placed, WithdrawalEvent event, WithdrawalStatus status) {
        Live before = live.get(event.withdrawalId());
        if (before != null && before.status() != status) {
            become(placed, event, status, before.network());
        }
    }

    private void become(
            Placed placed, WithdrawalEvent event, WithdrawalStatus status, Network network) {
        WithdrawalId id = event.withdrawalId();
        leave(id);
        live.put(id, new Live(status, network));
        byStatus.computeIfAbsent(status, absent -> new LinkedHashMap<>())
                .put(id, new Since(id, placed.time(), placed.position()));
    }

    private void leave(WithdrawalId id) {
        Live before = live.remove(id);
        if (before != null) {
            Objects.requireNonNull(byStatus.get(before.status())).remove(id);
        }
    }

    /** How many are in the status. */
    public synchronized long count(WithdrawalStatus status) {
        return in(status).size();
    }

    /** The one that has been in the status for longest. */
    public synchronized Optional<Since> oldest(WithdrawalStatus status) {
        return in(status).values().stream().findFirst();
    }

    /** Those that have been in the status since before then, oldest first. */
    public synchronized List<Since> olderThan(WithdrawalStatus status, Instant then, int most) {
        return in(status).values().stream()
                .takeWhile(since -> since.at().isBefore(then))
                .limit(most)
                .toList();
    }

    private Map<WithdrawalId, Since> in(WithdrawalStatus status) {
        LinkedHashMap<WithdrawalId, Since> there = byStatus.get(status);
        return there == null ? Map.of() : there;
    }
}
