package io.sluice.command.circuit;

import io.sluice.command.bus.CommandEngine;
import io.sluice.command.bus.Commands;
import io.sluice.command.slice.ReleaseGate;
import io.sluice.ledger.command.Approvals;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.money.Catalogue;
import java.time.Clock;
import java.util.function.ToIntFunction;

/** The circuit's parts, put together. */
public record Circuit(
        Pauses pauses,
        Resumptions resumptions,
        Extensions extensions,
        CircuitBoard board,
        Intents intents,
        CaughtUp caughtUp,
        Takeover takeover,
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
        Takeover takeover = new Takeover(caughtUp, board, clock);
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
        ToIntFunction<PauseId> home = id -> log.reader().partitionOf(id.toString());
        Extensions extensions = new Extensions(commands, board, intents, home, settings, clock);
        Lifting lifting =
                new Lifting(
                        commands,
                        resumptions,
                        board,
                        caughtUp,
                        home,
                        new SteadyClock(clock, System::nanoTime));
        return new Circuit(
                new Pauses(fanOut, intents, board, log, catalogue, settings),
                resumptions,
                extensions,
                board,
                intents,
                caughtUp,
                takeover,
                new CircuitCompletion(
                        fanOut,
                        resumptions,
                        extensions,
                        lifting,
                        intents,
                        board,
                        settings,
                        caughtUp,
                        takeover));
    }

    /** What this node must not release although a partition's own copy does not say so. */
    public ReleaseGate gate() {
        return (asset, network) ->
                intents.isShut(asset, network) || takeover.isShut(asset, network);
    }
}
