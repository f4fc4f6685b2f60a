package io.sluice.command.slice;

import io.sluice.command.bus.Slice;
import io.sluice.command.bus.States;
import io.sluice.ledger.circuit.ApplyResumptionDecision;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.ApplyResumption;
import io.sluice.ledger.command.Verdict;

/** Carries a decided resumption into this partition. */
final class ApplyResumptionSlice implements Slice<ApplyResumption> {

    @Override
    public Verdict decide(ApplyResumption command, CommandHeader header, States states) {
        return ApplyResumptionDecision.decide(command, header, states.circuit());
    }
}
