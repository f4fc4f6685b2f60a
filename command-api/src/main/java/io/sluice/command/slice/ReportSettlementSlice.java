package io.sluice.command.slice;

import io.sluice.command.bus.Slice;
import io.sluice.command.bus.States;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.ReportSettlement;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.withdrawal.ReportSettlementDecision;

/** The rail says that the money has gone. */
final class ReportSettlementSlice implements Slice<ReportSettlement> {

    @Override
    public Verdict decide(ReportSettlement command, CommandHeader header, States states) {
        return ReportSettlementDecision.decide(
                command,
                header,
                states.account(command.accountId()),
                states.withdrawal(command.withdrawalId()),
                states.firstOutcome(header));
    }
}
