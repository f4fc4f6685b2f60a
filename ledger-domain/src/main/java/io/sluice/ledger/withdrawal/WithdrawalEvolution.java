package io.sluice.ledger.withdrawal;

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
import io.sluice.ledger.event.Recorded;
import io.sluice.ledger.withdrawal.WithdrawalState.Absent;
import io.sluice.ledger.withdrawal.WithdrawalState.AwaitingApproval;
import io.sluice.ledger.withdrawal.WithdrawalState.Cancelled;
import io.sluice.ledger.withdrawal.WithdrawalState.Existing;
import io.sluice.ledger.withdrawal.WithdrawalState.Expired;
import io.sluice.ledger.withdrawal.WithdrawalState.Failed;
import io.sluice.ledger.withdrawal.WithdrawalState.Finished;
import io.sluice.ledger.withdrawal.WithdrawalState.Held;
import io.sluice.ledger.withdrawal.WithdrawalState.Leaving;
import io.sluice.ledger.withdrawal.WithdrawalState.Queued;
import io.sluice.ledger.withdrawal.WithdrawalState.Rejected;
import io.sluice.ledger.withdrawal.WithdrawalState.Released;
import io.sluice.ledger.withdrawal.WithdrawalState.Requested;
import io.sluice.ledger.withdrawal.WithdrawalState.Settled;
import io.sluice.ledger.withdrawal.WithdrawalState.Submitted;
import io.sluice.ledger.withdrawal.WithdrawalState.Unknown;

/** How events move a withdrawal: the legal orders of {@code src/docs/events.md}, and no others. */
final class WithdrawalEvolution {

    private WithdrawalEvolution() {}

    static WithdrawalState next(WithdrawalState state, WithdrawalEvent event, long sequence) {
        return switch (state) {
            case Absent _ -> requested(state, event);
            case Existing existing when !existing.withdrawalId().equals(event.withdrawalId()) ->
                    throw contradiction(state, event);
            case AwaitingApproval awaiting -> next(awaiting, event, sequence);
            case Queued queued -> next(queued, event, sequence);
            case Leaving leaving -> next(leaving, event, sequence);
            case Finished _ -> throw contradiction(state, event);
        };
    }

    private static WithdrawalState requested(WithdrawalState state, WithdrawalEvent event) {
        return switch (event) {
            case WithdrawalRequested e -> {
                WithdrawalTerms terms = WithdrawalTerms.of(e);
                yield e.approval()
                        .<WithdrawalState>map(
                                need -> new AwaitingApproval(e.withdrawalId(), terms, need))
                        .orElseGet(() -> new Requested(e.withdrawalId(), terms));
            }
            case WithdrawalEvent other -> throw contradiction(state, other);
        };
    }

    private static WithdrawalState next(
            AwaitingApproval awaiting, WithdrawalEvent event, long sequence) {
        return switch (event) {
            case WithdrawalApproved e when isOf(e, awaiting.terms()) ->
                    new Requested(e.withdrawalId(), awaiting.terms());
            case WithdrawalRejected e ->
                    new Rejected(e.withdrawalId(), awaiting.terms(), new Recorded<>(e, sequence));
            case WithdrawalExpired e ->
                    new Expired(e.withdrawalId(), awaiting.terms(), new Recorded<>(e, sequence));
            case WithdrawalCancelled e ->
                    new Cancelled(e.withdrawalId(), awaiting.terms(), new Recorded<>(e, sequence));
            case WithdrawalApproved _,
                    WithdrawalRequested _,
                    WithdrawalHeld _,
                    WithdrawalReleased _,
                    WithdrawalSubmitted _,
                    WithdrawalSettled _,
                    WithdrawalFailed _,
                    WithdrawalOutcomeUnknown _ ->
                    throw contradiction(awaiting, event);
        };
    }

    /** An approval of other terms approves of nothing. */
    private static boolean isOf(WithdrawalApproved approved, WithdrawalTerms terms) {
        return approved.asset().equals(terms.asset())
                && approved.network().equals(terms.network())
                && approved.amount().equals(terms.amount())
                && approved.fee().equals(terms.fee())
                && approved.destination().equals(terms.destination());
    }

    private static WithdrawalState next(Queued queued, WithdrawalEvent event, long sequence) {
        return switch (event) {
            case WithdrawalHeld e -> new Held(e.withdrawalId(), queued.terms(), e.pauseIds());
            case WithdrawalReleased e -> new Released(e.withdrawalId(), queued.terms(), e);
            case WithdrawalExpired e ->
                    new Expired(e.withdrawalId(), queued.terms(), new Recorded<>(e, sequence));
            case WithdrawalCancelled e ->
                    new Cancelled(e.withdrawalId(), queued.terms(), new Recorded<>(e, sequence));
            case WithdrawalRequested _,
                    WithdrawalApproved _,
                    WithdrawalRejected _,
                    WithdrawalSubmitted _,
                    WithdrawalSettled _,
                    WithdrawalFailed _,
                    WithdrawalOutcomeUnknown _ ->
                    throw contradiction(queued, event);
        };
    }

    private static WithdrawalState next(Leaving leaving, WithdrawalEvent event, long sequence) {
        return switch (event) {
            case WithdrawalSubmitted e when leaving.submission().isEmpty() ->
                    new Submitted(
                            e.withdrawalId(),
                            leaving.terms(),
                            leaving.release(),
                            new Recorded<>(e, sequence));
            case WithdrawalOutcomeUnknown e ->
                    new Unknown(
                            e.withdrawalId(),
                            leaving.terms(),
                            leaving.release(),
                            leaving.submission(),
                            new Recorded<>(e, sequence));
            case WithdrawalSettled e ->
                    new Settled(
                            e.withdrawalId(),
                            leaving.terms(),
                            leaving.submission(),
                            new Recorded<>(e, sequence));
            case WithdrawalFailed e ->
                    new Failed(
                            e.withdrawalId(),
                            leaving.terms(),
                            leaving.submission(),
                            new Recorded<>(e, sequence));
            case WithdrawalSubmitted _,
                    WithdrawalRequested _,
                    WithdrawalApproved _,
                    WithdrawalRejected _,
                    WithdrawalExpired _,
                    WithdrawalHeld _,
                    WithdrawalReleased _,
                    WithdrawalCancelled _ ->
                    throw contradiction(leaving, event);
        };
    }

    private static IllegalStateException contradiction(
            WithdrawalState state, WithdrawalEvent event) {
        return new IllegalStateException(
                "the log contradicts itself: " + event + " cannot follow on " + state);
    }
}
