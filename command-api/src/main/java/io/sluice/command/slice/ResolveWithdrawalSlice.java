package io.sluice.command.slice;

import io.sluice.command.bus.Slice;
import io.sluice.command.bus.States;
import io.sluice.ledger.command.Approvals;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.ResolveWithdrawal;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.withdrawal.ResolveWithdrawalDecision;

/** A person says what became of a withdrawal in doubt. */
final class ResolveWithdrawalSlice implements Slice<ResolveWithdrawal> {

    private final Approvals approvals;

    ResolveWithdrawalSlice(Approvals approvals) {
        this.approvals = approvals;
    }

    @Override
    public Verdict decide(ResolveWithdrawal command, CommandHeader header, States states) {
        return ResolveWithdrawalDecision.decide(
                command,
                header,
                approvals,
                states.people(command.withdrawalId()),
                states.account(command.accountId()),
                states.withdrawal(command.withdrawalId()),
                states.firstOutcome(header));
    }
}
