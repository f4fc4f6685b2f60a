package io.sluice.command.slice;

import io.sluice.command.bus.Slice;
import io.sluice.command.bus.States;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.ApproveWithdrawal;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.withdrawal.ApproveWithdrawalDecision;

/** Queues a withdrawal that needed approval; the gate is part of its consistency boundary. */
final class ApproveWithdrawalSlice implements Slice<ApproveWithdrawal> {

    private final ApprovalTerms approvals;

    ApproveWithdrawalSlice(ApprovalTerms approvals) {
        this.approvals = approvals;
    }

    @Override
    public Verdict decide(ApproveWithdrawal command, CommandHeader header, States states) {
        return ApproveWithdrawalDecision.decide(
                command,
                header,
                approvals.secondPerson(),
                states.account(command.accountId()),
                states.withdrawal(command.withdrawalId()),
                states.circuit(),
                states.expiryClock(header),
                states.firstOutcome(header));
    }
}
