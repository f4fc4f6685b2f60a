package io.sluice.command.slice;

import io.sluice.command.bus.Slice;
import io.sluice.command.bus.States;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.RejectWithdrawal;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.withdrawal.RejectWithdrawalDecision;

/** Gives back a withdrawal that needed approval and does not get it. */
final class RejectWithdrawalSlice implements Slice<RejectWithdrawal> {

    private final ApprovalTerms approvals;

    RejectWithdrawalSlice(ApprovalTerms approvals) {
        this.approvals = approvals;
    }

    @Override
    public Verdict decide(RejectWithdrawal command, CommandHeader header, States states) {
        return RejectWithdrawalDecision.decide(
                command,
                header,
                approvals.secondPerson(),
                states.account(command.accountId()),
                states.withdrawal(command.withdrawalId()),
                states.firstOutcome(header));
    }
}
