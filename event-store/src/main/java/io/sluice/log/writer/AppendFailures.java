package io.sluice.log.writer;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Where appenders report that sending failed, from their own threads. One report an appender is
 * enough: the first makes the writer replace it and resolve everything that it was given.
 */
final class AppendFailures {

    private final AtomicInteger generation = new AtomicInteger();
    private final AtomicReference<Optional<Throwable>> pending =
            new AtomicReference<>(Optional.empty());
    private final Runnable wakeUp;

    AppendFailures(Runnable wakeUp) {
        this.wakeUp = wakeUp;
    }

    int generation() {
        return generation.get();
    }

    /** Reports of appenders before this call do not matter any more. */
    void nextGeneration() {
        generation.incrementAndGet();
        pending.set(Optional.empty());
    }

    void report(int reportedGeneration, Throwable failure) {
        if (reportedGeneration == generation.get()) {
            pending.set(Optional.of(failure));
            wakeUp.run();
        }
    }

    Optional<Throwable> take() {
        return pending.getAndSet(Optional.empty());
    }
}
