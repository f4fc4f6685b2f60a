package io.sluice.command.slice;

import io.sluice.command.bus.Slice;
import io.sluice.command.bus.States;
import io.sluice.ledger.circuit.DecideResumptionDecision;
import io.sluice.ledger.command.Approvals;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.DecideResumption;
import io.sluice.ledger.command.Verdict;

/** Decides a resumption, once, in the pause's home partition; several people may be needed. */
final class DecideResumptionSlice implements Slice<DecideResumption> {

    private final Approvals needed;

    DecideResumptionSlice(Approvals needed) {
        this.needed = needed;
    }

    @Override
    public Verdict decide(DecideResumption command, CommandHeader header, States states) {
        return DecideResumptionDecision.decide(
                command, header, needed, states.circuit(), states.firstOutcome(header));
    }
}
