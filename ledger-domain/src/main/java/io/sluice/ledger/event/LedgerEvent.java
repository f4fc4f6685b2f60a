package io.sluice.ledger.event;

import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.ReasonClass;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.DepositId;
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

    /** Amount and fee are reserved and the withdrawal is queued. */
    record WithdrawalRequested(
            AccountId accountId,
            WithdrawalId withdrawalId,
            Asset asset,
            Network network,
            Amount amount,
            Amount fee,
            Destination destination)
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

    /** Travels in a BARRIER, the same one to every partition; the fence stands where it counts. */
    record PauseOpened(
            PauseId pauseId,
            Scope scope,
            PauseMode mode,
            String reason,
            ReasonClass reasonClass,
            Optional<String> incident,
            String publicMessage,
            Optional<Instant> expectedEnd,
            String openedBy)
            implements CircuitEvent {}

    /** The decision to resume one pause, made once, in that pause's home partition. */
    record ResumptionDecided(
            ResumptionId resumptionId,
            List<PauseId> pauseIds,
            PauseId pauseId,
            String reason,
            Optional<Integer> ratePerSecond,
            String decidedBy)
            implements CircuitEvent {
        public ResumptionDecided {
            pauseIds = List.copyOf(pauseIds);
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
