package io.sluice.command.rail;

import io.sluice.command.payout.Instruction;
import java.util.concurrent.CompletableFuture;

/** One way to bring an instruction to a rail. Thread-safe. */
public interface Delivery extends AutoCloseable {

    /**
     * Tries once, returns at once, and completes within a bound of its own, on any thread. A future
     * that fails is as unclear as {@link Answer.Unclear}.
     */
    CompletableFuture<Answer> deliver(Instruction instruction);

    @Override
    void close();
}
