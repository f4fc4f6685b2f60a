package io.sluice.ledger.withdrawal;

import io.sluice.ledger.approval.ApprovalNeed;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.AccountEvent;
import io.sluice.ledger.event.LedgerEvent.CircuitEvent;
import io.sluice.ledger.event.LedgerEvent.WithdrawalCancelled;
import io.sluice.ledger.event.LedgerEvent.WithdrawalEvent;
import io.sluice.ledger.event.LedgerEvent.WithdrawalExpired;
import io.sluice.ledger.event.LedgerEvent.WithdrawalFailed;
import io.sluice.ledger.event.LedgerEvent.WithdrawalOutcomeUnknown;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRejected;
import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSettled;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSubmitted;
import io.sluice.ledger.event.Recorded;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.WithdrawalId;
import java.util.List;
import java.util.Optional;

/**
 * One withdrawal as its events left it: what tag {@code withdrawal} finds. The groups say what may
 * happen next: {@link AwaitingApproval} needs a person, {@link Queued} may be released, {@link
 * Leaving} may settle or fail, {@link Finished} never moves again.
 */
public sealed interface WithdrawalState {

    static WithdrawalState initial() {
        return new Absent();
    }

    /**
     * The state after the event; events that are about no withdrawal change nothing. Feed it the
     * events of one withdrawal only, in the order of the log.
     *
     * @param sequence the event's number within its partition
     * @throws IllegalStateException when no decision of ours could have written that event here
     */
    default WithdrawalState evolve(LedgerEvent event, long sequence) {
        return switch (event) {
            case WithdrawalEvent about -> WithdrawalEvolution.next(this, about, sequence);
            case AccountEvent _, CircuitEvent _ -> this;
        };
    }

    /** Never requested. */
    record Absent() implements WithdrawalState {}

    /** What all states of a withdrawal that was requested share. */
    sealed interface Existing extends WithdrawalState {
        WithdrawalId withdrawalId();

        WithdrawalTerms terms();

        WithdrawalStatus status();
    }

    /** Reserved and here, and not queued before a person approves of it. */
    record AwaitingApproval(WithdrawalId withdrawalId, WithdrawalTerms terms, ApprovalNeed need)
            implements Existing {
        @Override
        public WithdrawalStatus status() {
            return WithdrawalStatus.AWAITING_APPROVAL;
        }
    }

    /** Reserved and here: no rail knows of it. */
    sealed interface Queued extends Existing {}

    /**
     * Handed over, or about to be: only the rail, or a second person, can say what becomes of it.
     */
    sealed interface Leaving extends Existing {
        WithdrawalReleased release();

        /** That the rail has it, if it said so. */
        Optional<Recorded<WithdrawalSubmitted>> submission();
    }

    /** Gone or back; never moves again. */
    sealed interface Finished extends Existing {}

    /** Back, and never released. */
    sealed interface Back extends Finished {}

    record Requested(WithdrawalId withdrawalId, WithdrawalTerms terms) implements Queued {
        @Override
        public WithdrawalStatus status() {
            return WithdrawalStatus.REQUESTED;
        }
    }

    /**
     * @param pauseIds the pauses that covered it when it was held last; empty when it waits behind
     *     others
     */
    record Held(WithdrawalId withdrawalId, WithdrawalTerms terms, List<PauseId> pauseIds)
            implements Queued {
        public Held {
            pauseIds = List.copyOf(pauseIds);
        }

        @Override
        public WithdrawalStatus status() {
            return WithdrawalStatus.HELD;
        }
    }

    record Released(WithdrawalId withdrawalId, WithdrawalTerms terms, WithdrawalReleased release)
            implements Leaving {
        @Override
        public WithdrawalStatus status() {
            return WithdrawalStatus.RELEASED;
        }

        @Override
        public Optional<Recorded<WithdrawalSubmitted>> submission() {
            return Optional.empty();
        }
    }

    record Submitted(
            WithdrawalId withdrawalId,
            WithdrawalTerms terms,
            WithdrawalReleased release,
            Recorded<WithdrawalSubmitted> submitted)
            implements Leaving {
        @Override
        public WithdrawalStatus status() {
            return WithdrawalStatus.SUBMITTED;
        }

        @Override
        public Optional<Recorded<WithdrawalSubmitted>> submission() {
            return Optional.of(submitted);
        }
    }

    /** Nobody can say whether it was sent. */
    record Unknown(
            WithdrawalId withdrawalId,
            WithdrawalTerms terms,
            WithdrawalReleased release,
            Optional<Recorded<WithdrawalSubmitted>> submission,
            Recorded<WithdrawalOutcomeUnknown> doubt)
            implements Leaving {
        @Override
        public WithdrawalStatus status() {
            return WithdrawalStatus.UNKNOWN;
        }
    }

    record Settled(
            WithdrawalId withdrawalId,
            WithdrawalTerms terms,
            Optional<Recorded<WithdrawalSubmitted>> submission,
            Recorded<WithdrawalSettled> settlement)
            implements Finished {
        @Override
        public WithdrawalStatus status() {
            return WithdrawalStatus.SETTLED;
        }
    }

    record Failed(
            WithdrawalId withdrawalId,
            WithdrawalTerms terms,
            Optional<Recorded<WithdrawalSubmitted>> submission,
            Recorded<WithdrawalFailed> failure)
            implements Finished {
        @Override
        public WithdrawalStatus status() {
            return WithdrawalStatus.FAILED;
        }
    }

    /** Cancelled because its time was up. */
    record Expired(
            WithdrawalId withdrawalId, WithdrawalTerms terms, Recorded<WithdrawalExpired> expiry)
            implements Back {
        @Override
        public WithdrawalStatus status() {
            return WithdrawalStatus.CANCELLED;
        }
    }

    /** A person did not approve of it. */
    record Rejected(
            WithdrawalId withdrawalId,
            WithdrawalTerms terms,
            Recorded<WithdrawalRejected> rejection)
            implements Back {
        @Override
        public WithdrawalStatus status() {
            return WithdrawalStatus.REJECTED;
        }
    }

    record Cancelled(
            WithdrawalId withdrawalId,
            WithdrawalTerms terms,
            Recorded<WithdrawalCancelled> cancellation)
            implements Back {
        @Override
        public WithdrawalStatus status() {
            return WithdrawalStatus.CANCELLED;
        }
    }
}
