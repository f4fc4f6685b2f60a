package io.sluice.command.circuit;

import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a future, with a deadline. */
final class Waiting {

    private Waiting() {}

    static <T> T on(CompletableFuture<T> future, Duration most) {
        try {
            return future.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed);
        } catch (TimeoutException late) {
            throw new RefusedException(
                    ErrorCode.OUTCOME_UNKNOWN,
                    "This is not decided yet; the same key tells the outcome.");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RefusedException(ErrorCode.OUTCOME_UNKNOWN, "The node is stopping.");
        }
    }
}
