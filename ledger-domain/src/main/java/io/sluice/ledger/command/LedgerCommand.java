package io.sluice.ledger.command;

import io.sluice.ledger.account.AccountStatus;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.ReasonClass;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.ExtensionId;
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
            case ApproveWithdrawal _ -> "approve-withdrawal";
            case RejectWithdrawal _ -> "reject-withdrawal";
            case ExpireWithdrawal _ -> "expire-withdrawals";
            case ReportSubmission _ -> "report-submission";
            case ReportSettlement _ -> "report-settlement";
            case ReportFailure _ -> "report-failure";
            case ResolveWithdrawal _ -> "resolve-withdrawal";
            case HoldWithdrawal _ -> "hold-withdrawals";
            case ReleaseWithdrawal _ -> "release-withdrawals";
            case OpenPause _ -> "open-pause";
            case DecideResumption _ -> "decide-resumption";
            case ApplyResumption _ -> "apply-resumption";
            case ExtendPause _ -> "extend-pause";
            case ApplyExtension _ -> "apply-extension";
            case LiftPause _ -> "lift-pause";
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

    /**
     * @param expiresAt until when it may be released; whole microseconds
     */
    record RequestWithdrawal(
            AccountId accountId,
            Asset asset,
            Network network,
            Amount amount,
            Amount fee,
            Destination destination,
            Optional<Instant> expiresAt)
            implements AccountCommand {

        /** One that does not expire. */
        public RequestWithdrawal(
                AccountId accountId,
                Asset asset,
                Network network,
                Amount amount,
                Amount fee,
                Destination destination) {
            this(accountId, asset, network, amount, fee, destination, Optional.empty());
        }
    }

    record CancelWithdrawal(AccountId accountId, WithdrawalId withdrawalId, String reason)
            implements WithdrawalCommand {}

    /** A person lets one go that needs approval. */
    record ApproveWithdrawal(AccountId accountId, WithdrawalId withdrawalId, String reason)
            implements WithdrawalCommand {}

    /** A person does not let it go. */
    record RejectWithdrawal(AccountId accountId, WithdrawalId withdrawalId, String reason)
            implements WithdrawalCommand {}

    /** The releaser found that its time is up. */
    record ExpireWithdrawal(AccountId accountId, WithdrawalId withdrawalId)
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
            Optional<Instant> expectedEnd,
            boolean liftAtEnd)
            implements CircuitCommand {

        public OpenPause {
            if (liftAtEnd && expectedEnd.isEmpty()) {
                throw new IllegalArgumentException("to lift itself at no end");
            }
        }

        /** One that only a resumption ends. */
        public OpenPause(
                Scope scope,
                PauseMode mode,
                String reason,
                ReasonClass reasonClass,
                Optional<String> incident,
                String publicMessage,
                Optional<Instant> expectedEnd) {
            this(scope, mode, reason, reasonClass, incident, publicMessage, expectedEnd, false);
        }
    }

    /**
     * Expect the end of a pause at another time from now on; decided in the pause's home partition.
     *
     * @param mayResume whether who asks may also resume; no part of the payload
     */
    record ExtendPause(PauseId pauseId, Instant expectedEnd, String reason, boolean mayResume)
            implements CircuitCommand {

        /** What is compared when it is asked again. */
        public ExtendPause withoutRights() {
            return new ExtendPause(pauseId, expectedEnd, reason, false);
        }
    }

    /**
     * Carry a decided extension into one partition.
     *
     * @param decisionPosition where the decision stands, {@code partition:offset:head8}
     */
    record ApplyExtension(
            PauseId pauseId,
            ExtensionId extensionId,
            int number,
            Instant expectedEnd,
            String decisionPosition)
            implements CircuitCommand {}

    /** End a pause that was to lift itself and has come to its end; decided in its home. */
    record LiftPause(PauseId pauseId) implements CircuitCommand {}

    /**
     * Resume one pause of those that the caller named; decided once, in that pause's home
     * partition, when as many people as are needed have asked for it.
     *
     * @param pauseIds all that the caller named
     * @param breakGlass to resume alone where others would be needed, for everyone to see
     */
    record DecideResumption(
            PauseId pauseId,
            List<PauseId> pauseIds,
            String reason,
            Optional<Integer> ratePerSecond,
            boolean breakGlass)
            implements CircuitCommand {
        public DecideResumption {
            pauseIds = List.copyOf(pauseIds);
        }

        public DecideResumption(
                PauseId pauseId,
                List<PauseId> pauseIds,
                String reason,
                Optional<Integer> ratePerSecond) {
            this(pauseId, pauseIds, reason, ratePerSecond, false);
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
