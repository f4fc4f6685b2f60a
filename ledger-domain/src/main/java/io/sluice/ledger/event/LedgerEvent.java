package io.sluice.ledger.event;

import io.sluice.ledger.approval.ApprovalNeed;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.ReasonClass;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.DepositId;
import io.sluice.ledger.id.ExtensionId;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.ResumptionId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.withdrawal.Destination;
import io.sluice.ledger.withdrawal.RailTerms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happened, in the order of a withdrawal's life. Each has a frozen wire name and version
 * (package {@code wire}); names and shapes are specified for strangers in {@code
 * src/docs/events.md}.
 */
public sealed interface LedgerEvent {

    /** What happens to one account; routed and tagged by it. */
    sealed interface AccountEvent extends LedgerEvent {
        AccountId accountId();
    }

    /**
     * What happens to one withdrawal of an account. Amount, fee and asset travel along, so that
     * postings need no history.
     */
    sealed interface WithdrawalEvent extends AccountEvent {
        WithdrawalId withdrawalId();
    }

    /** What happens to the circuit; tagged {@code circuit}, and every partition has a copy. */
    sealed interface CircuitEvent extends LedgerEvent {}

    record AccountOpened(AccountId accountId) implements AccountEvent {}

    record AccountFrozen(AccountId accountId, String reason) implements AccountEvent {}

    record AccountUnfrozen(AccountId accountId, String reason) implements AccountEvent {}

    record AccountClosed(AccountId accountId, String reason) implements AccountEvent {}

    record DepositCredited(
            AccountId accountId, DepositId depositId, Asset asset, Amount amount, String reference)
            implements AccountEvent {}

    /**
     * Amount and fee are reserved, and the withdrawal is queued or, where that needs approval,
     * waits for it.
     *
     * @param admission empty in version 1, which had neither approval nor expiry
     */
    record WithdrawalRequested(
            AccountId accountId,
            WithdrawalId withdrawalId,
            Asset asset,
            Network network,
            Amount amount,
            Amount fee,
            Destination destination,
            Optional<Admission> admission)
            implements WithdrawalEvent {

        /** As version 1 has it. */
        public WithdrawalRequested(
                AccountId accountId,
                WithdrawalId withdrawalId,
                Asset asset,
                Network network,
                Amount amount,
                Amount fee,
                Destination destination) {
            this(
                    accountId,
                    withdrawalId,
                    asset,
                    network,
                    amount,
                    fee,
                    destination,
                    Optional.empty());
        }

        /** Until when it may be released, but for the time that pauses cover it. */
        public Optional<Instant> expiresAt() {
            return admission.flatMap(Admission::expiresAt);
        }

        /** Why it is not queued before somebody approves of it, if so. */
        public Optional<ApprovalNeed> approval() {
            return admission.flatMap(Admission::approval);
        }
    }

    /**
     * Somebody approved of exactly this, so it is queued, behind what is queued already. It repeats
     * all of the request's terms: whoever signs sees what.
     */
    record WithdrawalApproved(
            AccountId accountId,
            WithdrawalId withdrawalId,
            Asset asset,
            Network network,
            Amount amount,
            Amount fee,
            Destination destination,
            String reason)
            implements WithdrawalEvent {}

    /** Somebody disapproved: the reservation goes back. */
    record WithdrawalRejected(
            AccountId accountId,
            WithdrawalId withdrawalId,
            Asset asset,
            Amount amount,
            Amount fee,
            String reason)
            implements WithdrawalEvent {}

    /**
     * It was still here when its time was up: the reservation goes back.
     *
     * @param expiredAt its expiry, later by the time that pauses covered it
     */
    record WithdrawalExpired(
            AccountId accountId,
            WithdrawalId withdrawalId,
            Asset asset,
            Amount amount,
            Amount fee,
            Instant expiredAt)
            implements WithdrawalEvent {}

    /**
     * Pauses cover it, so it waits: in the entry of its request, or later when a pause found it
     * queued.
     */
    record WithdrawalHeld(AccountId accountId, WithdrawalId withdrawalId, List<PauseId> pauseIds)
            implements WithdrawalEvent {
        public WithdrawalHeld {
            pauseIds = List.copyOf(pauseIds);
        }
    }

    /**
     * The write-ahead of the hand-over: an instruction goes to the rail only once this is
     * confirmed, and never to another rail than the one that it names.
     */
    record WithdrawalReleased(
            AccountId accountId,
            WithdrawalId withdrawalId,
            Asset asset,
            Network network,
            Amount amount,
            Amount fee,
            int attempt,
            Instant notAfter,
            RailTerms rail)
            implements WithdrawalEvent {}

    record WithdrawalSubmitted(AccountId accountId, WithdrawalId withdrawalId, String railReference)
            implements WithdrawalEvent {}

    record WithdrawalSettled(
            AccountId accountId,
            WithdrawalId withdrawalId,
            Asset asset,
            Amount amount,
            Amount fee,
            String transaction,
            Optional<String> evidence)
            implements WithdrawalEvent {}

    /** Proven not sent and never to be sent: the reservation goes back. */
    record WithdrawalFailed(
            AccountId accountId,
            WithdrawalId withdrawalId,
            Asset asset,
            Amount amount,
            Amount fee,
            String reason,
            Optional<String> evidence)
            implements WithdrawalEvent {}

    /** Nobody can say whether it was sent: the money stays put, nothing resends. */
    record WithdrawalOutcomeUnknown(AccountId accountId, WithdrawalId withdrawalId, String reason)
            implements WithdrawalEvent {}

    record WithdrawalCancelled(
            AccountId accountId,
            WithdrawalId withdrawalId,
            Asset asset,
            Amount amount,
            Amount fee,
            String reason)
            implements WithdrawalEvent {}

    /**
     * Travels in a BARRIER, the same one to every partition; the fence stands where it counts.
     *
     * @param liftsAtEnd whether it was asked, when it was made, to end by itself at its end
     */
    record PauseOpened(
            PauseId pauseId,
            Scope scope,
            PauseMode mode,
            String reason,
            ReasonClass reasonClass,
            Optional<String> incident,
            String publicMessage,
            Optional<Instant> expectedEnd,
            String openedBy,
            boolean liftsAtEnd)
            implements CircuitEvent {

        public PauseOpened {
            if (liftsAtEnd && expectedEnd.isEmpty()) {
                throw new IllegalArgumentException("lifts itself at no end");
            }
        }

        /** One that only a resumption ends. */
        public PauseOpened(
                PauseId pauseId,
                Scope scope,
                PauseMode mode,
                String reason,
                ReasonClass reasonClass,
                Optional<String> incident,
                String publicMessage,
                Optional<Instant> expectedEnd,
                String openedBy) {
            this(
                    pauseId,
                    scope,
                    mode,
                    reason,
                    reasonClass,
                    incident,
                    publicMessage,
                    expectedEnd,
                    openedBy,
                    false);
        }
    }

    /**
     * When a pause is expected to end from now on, decided in that pause's home partition.
     *
     * @param number 1 for the first such decision about the pause; the highest stands
     */
    record ExtensionDecided(
            ExtensionId extensionId,
            PauseId pauseId,
            int number,
            Instant expectedEnd,
            String reason,
            String decidedBy)
            implements CircuitEvent {}

    /** The new end has come to this partition; cites the decision by id, number and position. */
    record PauseExtended(
            PauseId pauseId,
            ExtensionId extensionId,
            int number,
            Instant expectedEnd,
            String decisionPosition)
            implements CircuitEvent {}

    /**
     * One of several people who are needed asks that a pause ends; in that pause's home partition.
     *
     * @param resumptionId of the call, which may name other pauses too
     * @param people how many different people have asked with this one
     * @param needed how many it took when this was asked
     */
    record ResumptionAsked(
            ResumptionId resumptionId,
            List<PauseId> pauseIds,
            PauseId pauseId,
            String reason,
            Optional<Integer> ratePerSecond,
            String askedBy,
            int people,
            int needed)
            implements CircuitEvent {
        public ResumptionAsked {
            pauseIds = List.copyOf(pauseIds);
        }
    }

    /**
     * The decision to resume one pause, made once, in that pause's home partition.
     *
     * @param decidedBy whose asking was the last that was needed
     * @param askedBy the different people on whose word it rests, in the order in which each asked
     *     first; the decider among them
     * @param breakGlass whether one person went past the others who would have been needed
     */
    record ResumptionDecided(
            ResumptionId resumptionId,
            List<PauseId> pauseIds,
            PauseId pauseId,
            String reason,
            Optional<Integer> ratePerSecond,
            String decidedBy,
            List<String> askedBy,
            boolean breakGlass)
            implements CircuitEvent {
        public ResumptionDecided {
            pauseIds = List.copyOf(pauseIds);
            askedBy = List.copyOf(askedBy);
        }

        /** Decided by one where one is enough. */
        public ResumptionDecided(
                ResumptionId resumptionId,
                List<PauseId> pauseIds,
                PauseId pauseId,
                String reason,
                Optional<Integer> ratePerSecond,
                String decidedBy) {
            this(
                    resumptionId,
                    pauseIds,
                    pauseId,
                    reason,
                    ratePerSecond,
                    decidedBy,
                    List.of(decidedBy),
                    false);
        }
    }

    /**
     * The pause is lifted in this partition; cites the decision by id and by its position {@code
     * partition:offset:head8}.
     */
    record PauseResumed(
            PauseId pauseId,
            ResumptionId resumptionId,
            String decisionPosition,
            Optional<Integer> ratePerSecond)
            implements CircuitEvent {}
}
