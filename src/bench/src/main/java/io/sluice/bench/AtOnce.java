package io.sluice.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Many tasks, of which so many run at once. */
final class AtOnce {

    private static final int TASKS = 2_048;
    private static final int ANSWER_SECONDS = 60;

    private AtOnce() {}

    /**
     * Returns once all are done.
     *
     * @throws IllegalStateException with what the first failed with, or when any takes too long
     */
    static <T> void each(Iterable<T> all, Function<T, CompletableFuture<?>> task) {
        Semaphore room = new Semaphore(TASKS);
        AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
        for (T one : all) {
            take(room, 1);
            var _ =
                    task.apply(one)
                            .whenComplete(
                                    (_, failure) -> {
                                        if (failure != null) {
                                            failed.compareAndSet(null, failure);
                                        }
                                        room.release();
                                    });
        }
        take(room, TASKS);
        Throwable first = failed.get();
        if (first != null) {
            throw new IllegalStateException("one of many tasks failed", first);
        }
    }

    private static void take(Semaphore room, int permits) {
        try {
            if (!room.tryAcquire(permits, ANSWER_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("not done within " + ANSWER_SECONDS + " s");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
