package io.sluice.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting, never for ever. */
public final class Deadlines {

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private Deadlines() {}

    /**
     * @throws IllegalStateException when it does not come true in time
     */
    public static void await(String what, Duration deadline, BooleanSupplier condition) {
        await(what, deadline, LOOK_AGAIN_NANOS, condition);
    }

    /**
     * As {@link #await(String, Duration, BooleanSupplier)}, for what costs something to look at.
     */
    public static void await(
            String what, Duration deadline, Duration every, BooleanSupplier condition) {
        await(what, deadline, every.toNanos(), condition);
    }

    private static void await(
            String what, Duration deadline, long everyNanos, BooleanSupplier condition) {
        long end = System.nanoTime() + deadline.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(what + ": not within " + deadline);
            }
            LockSupport.parkNanos(everyNanos);
        }
    }

    /** Lets that much time pass. */
    public static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
