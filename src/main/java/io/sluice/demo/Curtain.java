package io.sluice.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The end of the demo, whatever brings it; every wait ends with it. */
final class Curtain {

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final CountDownLatch fallen = new CountDownLatch(1);

    void fall() {
        fallen.countDown();
    }

    boolean isFallen() {
        return fallen.getCount() == 0;
    }

    /** Lets time pass; false when the curtain fell meanwhile. */
    boolean pass(Duration time) {
        try {
            return !fallen.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** For an act that takes its time. */
    void letPass(Duration time) {
        if (!pass(time)) {
            throw new DemoFailure("stopped");
        }
    }

    /**
     * Waits for what must come.
     *
     * @throws DemoFailure when it does not within the deadline
     */
    void await(String what, Duration deadline, BooleanSupplier condition) {
        long until = System.nanoTime() + deadline.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new DemoFailure("within " + deadline.toSeconds() + " s not seen: " + what);
            }
            letPass(LOOK_EVERY);
        }
    }
}
