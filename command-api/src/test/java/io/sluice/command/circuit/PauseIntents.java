package io.sluice.command.circuit;

import io.sluice.command.World;
import io.sluice.ledger.circuit.CircuitState;
import io.sluice.ledger.circuit.OpenPauseDecision;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.money.Catalogue;

/** Intents to pause everything. */
final class PauseIntents {

    private PauseIntents() {}

    static Intent of(String key) {
        CommandHeader header = World.circuitHeader(key);
        Verdict verdict =
                OpenPauseDecision.decide(
                        World.pause(new Scope.All(), PauseMode.HOLD),
                        header,
                        Catalogue.standard(),
                        CircuitState.initial(),
                        FirstOutcome.initial());
        PauseOpened pause = (PauseOpened) ((Verdict.Accepted) verdict).events().getFirst();
        return new Intent(pause, key, header.now());
    }
}
