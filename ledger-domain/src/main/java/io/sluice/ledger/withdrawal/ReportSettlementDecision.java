package io.sluice.ledger.withdrawal;

import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.LedgerCommand.ReportSettlement;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSettled;
import io.sluice.ledger.withdrawal.WithdrawalState.AwaitingApproval;
import io.sluice.ledger.withdrawal.WithdrawalState.Back;
import io.sluice.ledger.withdrawal.WithdrawalState.Existing;
import io.sluice.ledger.withdrawal.WithdrawalState.Failed;
import io.sluice.ledger.withdrawal.WithdrawalState.Leaving;
import io.sluice.ledger.withdrawal.WithdrawalState.Queued;
import io.sluice.ledger.withdrawal.WithdrawalState.Settled;
import java.util.Optional;

/**
 * The money has gone. True whatever is paused or frozen: a pause stops what leaves, not what left.
 * The same transaction again is a repetition, under whatever key.
 */
public final class ReportSettlementDecision {

    private ReportSettlementDecision() {}

    public static Verdict decide(
            ReportSettlement command,
            CommandHeader header,
            AccountState account,
            WithdrawalState withdrawal,
            FirstOutcome first) {
        return ExistingWithdrawal.decide(
                command, header, account, withdrawal, first, existing -> settle(command, existing));
    }

    private static Verdict settle(ReportSettlement command, Existing withdrawal) {
        return switch (withdrawal) {
            case Leaving leaving ->
                    Verdict.accepted(settled(leaving, command.transaction(), Optional.empty()));
            case Settled settled ->
                    settled.settlement().event().transaction().equals(command.transaction())
                            ? ExistingWithdrawal.repeated(settled.settlement())
                            : ExistingWithdrawal.illegal(
                                    withdrawal, "settled by another transaction");
            case AwaitingApproval _, Queued _, Failed _, Back _ ->
                    ExistingWithdrawal.illegal(withdrawal, "settled");
        };
    }

    static WithdrawalSettled settled(
            Leaving leaving, String transaction, Optional<String> evidence) {
        return new WithdrawalSettled(
                leaving.terms().accountId(),
                leaving.withdrawalId(),
                leaving.terms().asset(),
                leaving.terms().amount(),
                leaving.terms().fee(),
                transaction,
                evidence);
    }
}
