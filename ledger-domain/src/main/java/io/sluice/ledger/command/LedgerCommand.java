package io.sluice.ledger.command;

import io.sluice.ledger.account.AccountStatus;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.ReasonClass;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.ResumptionId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.withdrawal.Destination;
import io.sluice.ledger.withdrawal.RailTerms;
import io.sluice.ledger.withdrawal.Resolution;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What may be asked of the ledger. The components of a command are its payload: two commands of one
 * key are the same if they are equal.
 */
public sealed interface LedgerCommand {

    /** The command's name in the log's meta and in answers; frozen like the events' names. */
    default String name() {
        return switch (this) {
            case OpenAccount _ -> "open-account";
            case ChangeAccountStatus _ -> "change-account-status";
            case CreditDeposit _ -> "credit-deposit";
            case RequestWithdrawal _ -> "request-withdrawal";
            case CancelWithdrawal _ -> "cancel-withdrawal";
            case ReportSubmission _ -> "report-submission";
            case ReportSettlement _ -> "report-settlement";
            case ReportFailure _ -> "report-failure";
            case ResolveWithdrawal _ -> "resolve-withdrawal";
            case HoldWithdrawal _ -> "hold-withdrawals";
            case ReleaseWithdrawal _ -> "release-withdrawals";
            case OpenPause _ -> "open-pause";
            case DecideResumption _ -> "decide-resumption";
            case ApplyResumption _ -> "apply-resumption";
        };
    }

    /** About one account; routed by it. */
    sealed interface AccountCommand extends LedgerCommand {
        AccountId accountId();
    }

    /** About a withdrawal that exists. */
    sealed interface WithdrawalCommand extends AccountCommand {
        WithdrawalId withdrawalId();
    }

    /** About the circuit; decided in a partition's own copy of it. */
    sealed interface CircuitCommand extends LedgerCommand {}

    record OpenAccount(AccountId accountId) implements AccountCommand {}

    record ChangeAccountStatus(AccountId accountId, AccountStatus status, String reason)
            implements AccountCommand {}

    record CreditDeposit(AccountId accountId, Asset asset, Amount amount, String reference)
            implements AccountCommand {}

    record RequestWithdrawal(
            AccountId accountId,
            Asset asset,
            Network network,
            Amount amount,
            Amount fee,
            Destination destination)
            implements AccountCommand {}

    record CancelWithdrawal(AccountId accountId, WithdrawalId withdrawalId, String reason)
            implements WithdrawalCommand {}

    /** The rail says that it has the instruction, under its own reference. */
    record ReportSubmission(AccountId accountId, WithdrawalId withdrawalId, String railReference)
            implements WithdrawalCommand {}

    /** The rail says that the money has gone. */
    record ReportSettlement(AccountId accountId, WithdrawalId withdrawalId, String transaction)
            implements WithdrawalCommand {}

    /**
     * The rail says that it did not work.
     *
     * @param definitive whether the rail holds that it was not sent and never will be
     */
    record ReportFailure(
            AccountId accountId, WithdrawalId withdrawalId, String reason, boolean definitive)
            implements WithdrawalCommand {}

    /** A person says what became of a withdrawal whose outcome nobody knew. */
    record ResolveWithdrawal(
            AccountId accountId, WithdrawalId withdrawalId, Resolution outcome, String evidence)
            implements WithdrawalCommand {}

    /** The releaser found it queued under a pause. */
    record HoldWithdrawal(AccountId accountId, WithdrawalId withdrawalId)
            implements WithdrawalCommand {}

    /**
     * The releaser is about to hand it over; it puts several of these decisions into one entry.
     *
     * @param notAfter past it, a rail that honours it does not send any more; whole microseconds
     * @param rail to which it will be handed
     */
    record ReleaseWithdrawal(
            AccountId accountId, WithdrawalId withdrawalId, Instant notAfter, RailTerms rail)
            implements WithdrawalCommand {}

    record OpenPause(
            Scope scope,
            PauseMode mode,
            String reason,
            ReasonClass reasonClass,
            Optional<String> incident,
            String publicMessage,
            Optional<Instant> expectedEnd)
            implements CircuitCommand {}

    /**
     * Resume one pause of those that the caller named; decided once, in that pause's home
     * partition.
     *
     * @param pauseIds all that the caller named
     */
    record DecideResumption(
            PauseId pauseId, List<PauseId> pauseIds, String reason, Optional<Integer> ratePerSecond)
            implements CircuitCommand {
        public DecideResumption {
            pauseIds = List.copyOf(pauseIds);
        }
    }

    /**
     * Carry a decided resumption into one partition.
     *
     * @param decisionPosition where the decision stands, {@code partition:offset:head8}
     */
    record ApplyResumption(
            PauseId pauseId,
            ResumptionId resumptionId,
            String decisionPosition,
            Optional<Integer> ratePerSecond)
            implements CircuitCommand {}
}
