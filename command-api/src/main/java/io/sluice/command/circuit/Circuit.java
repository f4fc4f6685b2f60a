package io.sluice.command.circuit;

import io.sluice.command.bus.CommandEngine;
import io.sluice.command.bus.Commands;
import io.sluice.ledger.money.Catalogue;
import java.time.Clock;
import java.util.function.BooleanSupplier;

/** The circuit's parts, put together. */
public record Circuit(
        Pauses pauses,
        Resumptions resumptions,
        CircuitBoard board,
        Intents intents,
        CircuitCompletion completion) {

    /**
     * @param caughtUp whether the board has all that this node's partitions hold
     */
    public static Circuit of(
            CommandEngine engine,
            Commands commands,
            LogPort log,
            CircuitBoard board,
            Intents intents,
            Catalogue catalogue,
            CircuitSettings settings,
            Clock clock,
            BooleanSupplier caughtUp) {
        PauseFanOut fanOut = new PauseFanOut(engine, log, board, settings, clock);
        Resumptions resumptions =
                new Resumptions(commands, board, intents, log.reader(), settings, clock);
        return new Circuit(
                new Pauses(fanOut, intents, board, log, catalogue, settings),
                resumptions,
                board,
                intents,
                new CircuitCompletion(fanOut, resumptions, intents, board, settings, caughtUp));
    }
}
