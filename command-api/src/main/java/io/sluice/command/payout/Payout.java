package io.sluice.command.payout;

import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.withdrawal.RailTerms;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import io.sluice.ledger.withdrawal.WithdrawalTerms;
import io.sluice.log.LogPosition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One withdrawal that is neither gone nor back, as the confirmed entries left it.
 *
 * @param order its place in the queue of the partition: where it was requested, or approved of
 * @param holders the pauses that it was held for last
 * @param release once released, and where that stands
 * @param since when it came into its status
 */
public record Payout(
        WithdrawalRequested request,
        long order,
        WithdrawalStatus status,
        Holders holders,
        Optional<Release> release,
        Instant since) {

    /**
     * The write-ahead of the hand-over: of its event what the request does not say.
     *
     * @param position of its entry
     */
    public record Release(int attempt, Instant notAfter, RailTerms rail, LogPosition position) {

        static Release of(WithdrawalReleased event, LogPosition position) {
            return new Release(event.attempt(), event.notAfter(), event.rail(), position);
        }

        Release on(RailTerms same) {
            return new Release(attempt, notAfter, same, position);
        }
    }

    static Payout requested(WithdrawalRequested request, long order, Instant at) {
        WithdrawalStatus status =
                request.approval().isPresent()
                        ? WithdrawalStatus.AWAITING_APPROVAL
                        : WithdrawalStatus.REQUESTED;
        return new Payout(request, order, status, Holders.NONE, Optional.empty(), at);
    }

    /** Approved of: it joins the queue here, behind what is queued already. */
    Payout approved(long place, Instant at) {
        return new Payout(request, place, WithdrawalStatus.REQUESTED, holders, release, at);
    }

    /** Held again for other pauses, it was held all the time. */
    Payout held(Holders group, Instant at) {
        return new Payout(
                request, order, WithdrawalStatus.HELD, group, release, isHeld() ? since : at);
    }

    Payout released(Release released, Instant at) {
        return new Payout(
                request,
                order,
                WithdrawalStatus.RELEASED,
                holders.now(),
                Optional.of(released),
                at);
    }

    Payout now(WithdrawalStatus next, Instant at) {
        return new Payout(request, order, next, holders, release, next == status ? since : at);
    }

    public WithdrawalId id() {
        return request.withdrawalId();
    }

    public AccountId account() {
        return request.accountId();
    }

    public Lane lane() {
        return new Lane(request.asset(), request.network());
    }

    /** The pauses that it was held for last, or that found it held since. */
    public List<PauseId> heldBy() {
        return holders.pauses();
    }

    public boolean names(PauseId pause) {
        return holders.names(pause);
    }

    WithdrawalTerms terms() {
        return WithdrawalTerms.of(request);
    }

    /** Reserved, approved of where it needs that, and not released. */
    boolean isQueued() {
        return status == WithdrawalStatus.REQUESTED || isHeld();
    }

    /** Released and neither gone nor back. */
    boolean isLeaving() {
        return status.money() == WithdrawalStatus.Money.LEAVING;
    }

    boolean isHeld() {
        return status == WithdrawalStatus.HELD;
    }
}
