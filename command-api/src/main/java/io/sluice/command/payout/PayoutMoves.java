package io.sluice.command.payout;

import io.sluice.command.fold.Placed;
import io.sluice.ledger.event.LedgerEvent.WithdrawalApproved;
import io.sluice.ledger.event.LedgerEvent.WithdrawalCancelled;
import io.sluice.ledger.event.LedgerEvent.WithdrawalEvent;
import io.sluice.ledger.event.LedgerEvent.WithdrawalExpired;
import io.sluice.ledger.event.LedgerEvent.WithdrawalFailed;
import io.sluice.ledger.event.LedgerEvent.WithdrawalHeld;
import io.sluice.ledger.event.LedgerEvent.WithdrawalOutcomeUnknown;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRejected;
import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSettled;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSubmitted;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import java.util.Optional;

/** What each event makes of a withdrawal that is open, or opens it. Guarded by its queue. */
final class PayoutMoves {

    private final HeldGroups groups;
    private final SharedParts shared = new SharedParts();

    PayoutMoves(HeldGroups groups) {
        this.groups = groups;
    }

    /** As the event left it that the note is of. */
    Payout noted(OpenNote noted) {
        WithdrawalRequested request = shared.in(noted.request());
        return new Payout(
                request,
                noted.order(),
                noted.status(),
                holders(noted),
                noted.release().map(shared::in),
                noted.since());
    }

    private Holders holders(OpenNote noted) {
        return noted.status() == WithdrawalStatus.HELD
                ? groups.groupOf(
                        new Lane(noted.request().asset(), noted.request().network()),
                        noted.pauses())
                : Holders.of(noted.pauses());
    }

    /** Empty where it is gone or back then, or was not open before. */
    Optional<Payout> after(WithdrawalEvent event, Optional<Payout> before, Placed placed) {
        return switch (event) {
            case WithdrawalRequested e ->
                    Optional.of(Payout.requested(shared.in(e), placed.sequence(), placed.time()));
            case WithdrawalHeld e ->
                    before.map(b -> b.held(groups.groupOf(b.lane(), e.pauseIds()), placed.time()));
            case WithdrawalReleased e ->
                    before.map(
                            b ->
                                    b.released(
                                            shared.in(Payout.Release.of(e, placed.position())),
                                            placed.time()));
            case WithdrawalSubmitted e -> before.map(b -> b.now(afterSubmission(b), placed.time()));
            case WithdrawalOutcomeUnknown e ->
                    before.map(b -> b.now(WithdrawalStatus.UNKNOWN, placed.time()));
            case WithdrawalSettled e -> Optional.empty();
            case WithdrawalFailed e -> Optional.empty();
            case WithdrawalCancelled e -> Optional.empty();
            case WithdrawalApproved e ->
                    before.map(b -> b.approved(placed.sequence(), placed.time()));
            case WithdrawalRejected e -> Optional.empty();
            case WithdrawalExpired e -> Optional.empty();
        };
    }

    private static WithdrawalStatus afterSubmission(Payout before) {
        return before.status() == WithdrawalStatus.UNKNOWN
                ? WithdrawalStatus.UNKNOWN
                : WithdrawalStatus.SUBMITTED;
    }
}
