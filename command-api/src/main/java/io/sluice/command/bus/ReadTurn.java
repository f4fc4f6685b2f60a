package io.sluice.command.bus;

import io.sluice.log.PartitionWriter;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;

/** Reads and appends nothing. */
final class ReadTurn<R> implements Turns.Turn<R, Settled<R>> {

    private final StateSources states;
    private final Function<States, R> read;

    ReadTurn(StateSources states, Function<States, R> read) {
        this.states = states;
        this.read = read;
    }

    @Override
    public R decide(ProcessingContext context) {
        return read.apply(new States(states, context));
    }

    @Override
    public CompletableFuture<Settled<R>> answer(
            R value, ProcessingContext context, PartitionWriter writer) {
        return writer.settle().thenApply(at -> new Settled<>(value, at));
    }
}
