package io.sluice.command.slice;

import io.sluice.command.bus.Slice;
import io.sluice.command.bus.States;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.ReportSubmission;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.withdrawal.ReportSubmissionDecision;

/** The rail has the instruction. */
final class ReportSubmissionSlice implements Slice<ReportSubmission> {

    @Override
    public Verdict decide(ReportSubmission command, CommandHeader header, States states) {
        return ReportSubmissionDecision.decide(
                command,
                header,
                states.account(command.accountId()),
                states.withdrawal(command.withdrawalId()),
                states.firstOutcome(header));
    }
}
