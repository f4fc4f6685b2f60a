package io.sluice.command.circuit;

import io.sluice.command.bus.CommandEngine;
import io.sluice.command.bus.Commands;
import io.sluice.ledger.command.Approvals;
import io.sluice.ledger.money.Catalogue;
import java.time.Clock;

/** The circuit's parts, put together. */
public record Circuit(
        Pauses pauses,
        Resumptions resumptions,
        CircuitBoard board,
        Intents intents,
        CaughtUp caughtUp,
        CircuitCompletion completion) {

    public static Circuit of(
            CommandEngine engine,
            Commands commands,
            LogPort log,
            CircuitBoard board,
            Intents intents,
            Catalogue catalogue,
            Approvals toResume,
            CircuitSettings settings,
            Clock clock) {
        CaughtUp caughtUp = new CaughtUp(log);
        PauseFanOut fanOut = new PauseFanOut(engine, log, board, settings, clock);
        Resumptions resumptions =
                new Resumptions(
                        engine,
                        commands,
                        board,
                        intents,
                        log.reader(),
                        caughtUp,
                        toResume,
                        settings,
                        clock);
        return new Circuit(
                new Pauses(fanOut, intents, board, log, catalogue, settings),
                resumptions,
                board,
                intents,
                caughtUp,
                new CircuitCompletion(fanOut, resumptions, intents, board, settings, caughtUp));
    }
}
