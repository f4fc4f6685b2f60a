package io.sluice.command.slice;

import io.sluice.command.bus.Slice;
import io.sluice.command.bus.States;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.CancelWithdrawal;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.withdrawal.CancelWithdrawalDecision;

/** Gives a queued withdrawal back. */
final class CancelWithdrawalSlice implements Slice<CancelWithdrawal> {

    @Override
    public Verdict decide(CancelWithdrawal command, CommandHeader header, States states) {
        return CancelWithdrawalDecision.decide(
                command,
                header,
                states.account(command.accountId()),
                states.withdrawal(command.withdrawalId()),
                states.firstOutcome(header));
    }
}
