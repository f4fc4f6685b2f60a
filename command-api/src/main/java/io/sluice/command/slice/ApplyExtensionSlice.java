package io.sluice.command.slice;

import io.sluice.command.bus.Slice;
import io.sluice.command.bus.States;
import io.sluice.ledger.circuit.ApplyExtensionDecision;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.ApplyExtension;
import io.sluice.ledger.command.Verdict;

/** Carries a decided extension into this partition. */
final class ApplyExtensionSlice implements Slice<ApplyExtension> {

    @Override
    public Verdict decide(ApplyExtension command, CommandHeader header, States states) {
        return ApplyExtensionDecision.decide(command, header, states.circuit());
    }
}
