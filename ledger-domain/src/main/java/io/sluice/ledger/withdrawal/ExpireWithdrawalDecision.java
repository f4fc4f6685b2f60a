package io.sluice.ledger.withdrawal;

import static io.sluice.ledger.refusal.ErrorCode.ILLEGAL_TRANSITION;

import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.ExpireWithdrawal;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent.WithdrawalExpired;
import io.sluice.ledger.withdrawal.WithdrawalState.AwaitingApproval;
import io.sluice.ledger.withdrawal.WithdrawalState.Existing;
import io.sluice.ledger.withdrawal.WithdrawalState.Finished;
import io.sluice.ledger.withdrawal.WithdrawalState.Leaving;
import io.sluice.ledger.withdrawal.WithdrawalState.Queued;

/** What is still here when its time is up goes back; what is released never expires. */
public final class ExpireWithdrawalDecision {

    private ExpireWithdrawalDecision() {}

    /** The header's actor is the ledger itself; its key, if any, is not looked at. */
    public static Verdict decide(
            ExpireWithdrawal command,
            CommandHeader header,
            AccountState account,
            WithdrawalState withdrawal,
            ExpiryClock clock) {
        return ExistingWithdrawal.decide(
                command, account, withdrawal, (_, existing) -> expire(command, existing, clock));
    }

    private static Verdict expire(
            ExpireWithdrawal command, Existing withdrawal, ExpiryClock clock) {
        return switch (withdrawal) {
            case AwaitingApproval _, Queued _ -> dueOne(command, withdrawal.terms(), clock);
            case Leaving _, Finished _ -> ExistingWithdrawal.illegal(withdrawal, "expired");
        };
    }

    private static Verdict dueOne(
            ExpireWithdrawal command, WithdrawalTerms terms, ExpiryClock clock) {
        return clock.expired(terms)
                .map(
                        end ->
                                Verdict.accepted(
                                        new WithdrawalExpired(
                                                command.accountId(),
                                                command.withdrawalId(),
                                                terms.asset(),
                                                terms.amount(),
                                                terms.fee(),
                                                end)))
                .orElseGet(() -> Verdict.refused(ILLEGAL_TRANSITION, "Its time is not up."));
    }
}
