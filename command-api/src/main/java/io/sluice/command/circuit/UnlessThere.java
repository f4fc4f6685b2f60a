package io.sluice.command.circuit;

import io.sluice.command.bus.CommandEngine;
import io.sluice.command.bus.Turns;
import io.sluice.ledger.circuit.CircuitState;
import io.sluice.ledger.id.PauseId;
import io.sluice.log.PartitionWriter;
import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;

/**
 * Asks the owner's speculation whether the pause is there already. Only a hint: a second opening of
 * one id has no effect.
 */
final class UnlessThere implements Turns.Turn<Boolean, Boolean> {

    private final CommandEngine engine;
    private final PauseId id;

    UnlessThere(CommandEngine engine, PauseId id) {
        this.engine = engine;
        this.id = id;
    }

    @Override
    public Boolean decide(ProcessingContext context) {
        CircuitState circuit = engine.statesOf(context).circuit();
        return circuit.pause(id).isPresent() || circuit.resumption(id).isPresent();
    }

    @Override
    public CompletableFuture<Boolean> answer(
            Boolean there, ProcessingContext context, PartitionWriter writer) {
        return CompletableFuture.completedFuture(there);
    }
}
