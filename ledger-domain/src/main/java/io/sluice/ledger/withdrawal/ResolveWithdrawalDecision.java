package io.sluice.ledger.withdrawal;

import static io.sluice.ledger.refusal.ErrorCode.SECOND_PERSON_REQUIRED;

import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.command.Approvals;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.LedgerCommand.ResolveWithdrawal;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.withdrawal.WithdrawalState.AwaitingApproval;
import io.sluice.ledger.withdrawal.WithdrawalState.Existing;
import io.sluice.ledger.withdrawal.WithdrawalState.Finished;
import io.sluice.ledger.withdrawal.WithdrawalState.Queued;
import io.sluice.ledger.withdrawal.WithdrawalState.Released;
import io.sluice.ledger.withdrawal.WithdrawalState.Submitted;
import io.sluice.ledger.withdrawal.WithdrawalState.Unknown;
import java.util.Optional;

/**
 * A person ends a doubt, with evidence; who it was stands in the event's meta. Only an unknown
 * outcome may be resolved: everything else has someone who knows. To call it failed gives money
 * back, which pays twice if it was sent after all: where people sign in, that is done neither by
 * who requested the withdrawal nor by who reported the doubt.
 */
public final class ResolveWithdrawalDecision {

    /** The reason of a failure that a person found out. */
    public static final String RESOLVED = "resolved";

    private ResolveWithdrawalDecision() {}

    public static Verdict decide(
            ResolveWithdrawal command,
            CommandHeader header,
            Approvals approvals,
            WithdrawalPeople people,
            AccountState account,
            WithdrawalState withdrawal,
            FirstOutcome first) {
        if (command.outcome() == Resolution.FAILED
                && !approvals.mayComplete(header.actor(), people.all())) {
            return Verdict.refused(
                    SECOND_PERSON_REQUIRED,
                    "Who requested this withdrawal or reported its outcome as unknown cannot call"
                            + " it failed.");
        }
        return ExistingWithdrawal.decide(
                command,
                header,
                account,
                withdrawal,
                first,
                existing -> resolve(command, existing));
    }

    private static Verdict resolve(ResolveWithdrawal command, Existing withdrawal) {
        return switch (withdrawal) {
            case Unknown unknown -> end(command, unknown);
            case AwaitingApproval _, Queued _, Released _, Submitted _, Finished _ ->
                    ExistingWithdrawal.illegal(withdrawal, "resolved");
        };
    }

    /**
     * The evidence that money has gone is its transaction, so it stands in that place too: when the
     * rail reports the same transaction later, that is a repetition.
     */
    private static Verdict end(ResolveWithdrawal command, Unknown unknown) {
        Optional<String> evidence = Optional.of(command.evidence());
        return switch (command.outcome()) {
            case SETTLED ->
                    Verdict.accepted(
                            ReportSettlementDecision.settled(
                                    unknown, command.evidence(), evidence));
            case FAILED ->
                    Verdict.accepted(ReportFailureDecision.failed(unknown, RESOLVED, evidence));
        };
    }
}
