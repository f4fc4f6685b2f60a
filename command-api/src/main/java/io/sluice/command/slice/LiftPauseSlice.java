package io.sluice.command.slice;

import io.sluice.command.bus.Slice;
import io.sluice.command.bus.States;
import io.sluice.ledger.circuit.LiftPauseDecision;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.LiftPause;
import io.sluice.ledger.command.Verdict;

/** Decides that a pause which lifts itself has come to its end, in the pause's home partition. */
final class LiftPauseSlice implements Slice<LiftPause> {

    @Override
    public Verdict decide(LiftPause command, CommandHeader header, States states) {
        return LiftPauseDecision.decide(command, header, states.circuit());
    }
}
