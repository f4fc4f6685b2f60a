package io.sluice.command.slice;

import io.sluice.command.bus.Slice;
import io.sluice.command.bus.States;
import io.sluice.ledger.circuit.ExtendPauseDecision;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.ExtendPause;
import io.sluice.ledger.command.Verdict;

/** Decides when a pause is to end from now on, in the pause's home partition. */
final class ExtendPauseSlice implements Slice<ExtendPause> {

    private final boolean oneIsEnough;

    /**
     * @param oneIsEnough whether one person may resume alone
     */
    ExtendPauseSlice(boolean oneIsEnough) {
        this.oneIsEnough = oneIsEnough;
    }

    @Override
    public Verdict decide(ExtendPause command, CommandHeader header, States states) {
        return ExtendPauseDecision.decide(
                command, header, oneIsEnough, states.circuit(), states.firstOutcome(header));
    }
}
