package io.sluice.ledger.withdrawal;

import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.LedgerCommand.ReportFailure;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent.WithdrawalFailed;
import io.sluice.ledger.event.LedgerEvent.WithdrawalOutcomeUnknown;
import io.sluice.ledger.withdrawal.WithdrawalState.AwaitingApproval;
import io.sluice.ledger.withdrawal.WithdrawalState.Back;
import io.sluice.ledger.withdrawal.WithdrawalState.Existing;
import io.sluice.ledger.withdrawal.WithdrawalState.Failed;
import io.sluice.ledger.withdrawal.WithdrawalState.Leaving;
import io.sluice.ledger.withdrawal.WithdrawalState.Queued;
import io.sluice.ledger.withdrawal.WithdrawalState.Released;
import io.sluice.ledger.withdrawal.WithdrawalState.Settled;
import io.sluice.ledger.withdrawal.WithdrawalState.Submitted;
import io.sluice.ledger.withdrawal.WithdrawalState.Unknown;
import java.util.Optional;

/**
 * A failure gives the reservation back, so it needs proof that the money was not sent and never
 * will be. Without proof the outcome is unknown: the money stays put and nothing resends. A doubt
 * reported again while in doubt is a repetition of the last one; a failure reported again with the
 * same reason is a repetition of the failure.
 */
public final class ReportFailureDecision {

    private ReportFailureDecision() {}

    /**
     * @param definitiveAllowed whether the rail's rules let a report of failure count as proof: the
     *     rail has refused the instruction's id for good, or {@code notAfter} and the skew have
     *     passed on a rail that honours it
     */
    public static Verdict decide(
            ReportFailure command,
            CommandHeader header,
            boolean definitiveAllowed,
            AccountState account,
            WithdrawalState withdrawal,
            FirstOutcome first) {
        boolean proven = command.definitive() && definitiveAllowed;
        return ExistingWithdrawal.decide(
                command,
                header,
                account,
                withdrawal,
                first,
                existing -> fail(command, proven, existing));
    }

    private static Verdict fail(ReportFailure command, boolean proven, Existing withdrawal) {
        return switch (withdrawal) {
            case Leaving leaving when proven ->
                    Verdict.accepted(failed(leaving, command.reason(), Optional.empty()));
            case Unknown unknown -> ExistingWithdrawal.repeated(unknown.doubt());
            case Released _, Submitted _ ->
                    Verdict.accepted(
                            new WithdrawalOutcomeUnknown(
                                    command.accountId(), command.withdrawalId(), command.reason()));
            case Failed failed ->
                    failed.failure().event().reason().equals(command.reason())
                            ? ExistingWithdrawal.repeated(failed.failure())
                            : ExistingWithdrawal.illegal(withdrawal, "failed for another reason");
            case AwaitingApproval _, Queued _, Settled _, Back _ ->
                    ExistingWithdrawal.illegal(withdrawal, "failed");
        };
    }

    static WithdrawalFailed failed(Leaving leaving, String reason, Optional<String> evidence) {
        return new WithdrawalFailed(
                leaving.terms().accountId(),
                leaving.withdrawalId(),
                leaving.terms().asset(),
                leaving.terms().amount(),
                leaving.terms().fee(),
                reason,
                evidence);
    }
}
