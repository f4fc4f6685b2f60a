package io.sluice.ledger.withdrawal;

import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.LedgerCommand.RejectWithdrawal;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRejected;
import io.sluice.ledger.withdrawal.WithdrawalState.AwaitingApproval;

/** A person does not let it go, paused or frozen or not; whoever asked for it may cancel it. */
public final class RejectWithdrawalDecision {

    private RejectWithdrawalDecision() {}

    /**
     * @param secondPerson whether whoever asked for it may not reject it
     */
    public static Verdict decide(
            RejectWithdrawal command,
            CommandHeader header,
            boolean secondPerson,
            AccountState account,
            WithdrawalState withdrawal,
            FirstOutcome first) {
        return Judging.decide(
                command,
                header,
                secondPerson,
                account,
                withdrawal,
                first,
                (_, existing) ->
                        Judging.judge(
                                existing,
                                "rejected",
                                awaiting -> Verdict.accepted(rejected(command, awaiting))));
    }

    private static WithdrawalRejected rejected(
            RejectWithdrawal command, AwaitingApproval awaiting) {
        return new WithdrawalRejected(
                command.accountId(),
                command.withdrawalId(),
                awaiting.terms().asset(),
                awaiting.terms().amount(),
                awaiting.terms().fee(),
                command.reason());
    }
}
