package io.sluice.ledger.withdrawal;

import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.LedgerCommand.CancelWithdrawal;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent.WithdrawalCancelled;
import io.sluice.ledger.withdrawal.WithdrawalState.AwaitingApproval;
import io.sluice.ledger.withdrawal.WithdrawalState.Existing;
import io.sluice.ledger.withdrawal.WithdrawalState.Finished;
import io.sluice.ledger.withdrawal.WithdrawalState.Leaving;
import io.sluice.ledger.withdrawal.WithdrawalState.Queued;

/** What is still here may be taken back, paused or frozen or not; what is released may not. */
public final class CancelWithdrawalDecision {

    private CancelWithdrawalDecision() {}

    public static Verdict decide(
            CancelWithdrawal command,
            CommandHeader header,
            AccountState account,
            WithdrawalState withdrawal,
            FirstOutcome first) {
        return ExistingWithdrawal.decide(
                command, header, account, withdrawal, first, existing -> cancel(command, existing));
    }

    private static Verdict cancel(CancelWithdrawal command, Existing withdrawal) {
        return switch (withdrawal) {
            case AwaitingApproval _, Queued _ ->
                    Verdict.accepted(
                            new WithdrawalCancelled(
                                    command.accountId(),
                                    command.withdrawalId(),
                                    withdrawal.terms().asset(),
                                    withdrawal.terms().amount(),
                                    withdrawal.terms().fee(),
                                    command.reason()));
            case Leaving _, Finished _ -> ExistingWithdrawal.illegal(withdrawal, "cancelled");
        };
    }
}
