package io.sluice.bench;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * A closed loop: so many operations in flight, the next one issued as soon as one is answered, by
 * one thread that does nothing else. The latency runs from before the operation is put together
 * until it is answered, waiting for a connection included. Only the window is recorded.
 */
final class Load {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Contender contender;
    private final int inFlight;
    private final Semaphore room;
    private final Recorder latencies = new Recorder(MOST_NANOS, 3);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean stop;

    private Load(Contender contender, int inFlight) {
        this.contender = contender;
        this.inFlight = inFlight;
        this.room = new Semaphore(inFlight);
    }

    /**
     * Returns once everything that was issued is answered.
     *
     * @param ramp under load and not recorded
     * @throws IllegalStateException when an operation failed or was not answered in time
     */
    static Measured run(Contender contender, int inFlight, Duration ramp, Duration window) {
        contender.prepare(inFlight);
        try {
            return new Load(contender, inFlight).run(ramp, window);
        } finally {
            contender.finish();
        }
    }

    private Measured run(Duration ramp, Duration window) {
        Thread driver = Thread.ofPlatform().name("bench-driver").start(this::drive);
        pass(ramp);
        latencies.getIntervalHistogram();
        long begin = System.nanoTime();
        pass(window);
        Histogram answered = latencies.getIntervalHistogram();
        long nanos = System.nanoTime() - begin;
        stop = true;
        join(driver);
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException(
                    contender.name() + " with " + inFlight + " in flight failed", failed);
        }
        return Measured.of(answered, nanos);
    }

    private void drive() {
        try {
            while (!stop) {
                takeRoom(1);
                contender.issue(new Timed(System.nanoTime()));
            }
            takeRoom(inFlight);
        } catch (RuntimeException | InterruptedException e) {
            fail(e);
        }
    }

    private void takeRoom(int permits) throws InterruptedException {
        if (!room.tryAcquire(permits, ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("no answer within " + ANSWER_WITHIN);
        }
    }

    private void fail(Throwable why) {
        failure.compareAndSet(null, why);
        stop = true;
    }

    /** The one place that measures by the clock; ends early when something failed. */
    private void pass(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        for (long left = length.toNanos();
                left > 0 && failure.get() == null;
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)));
        }
    }

    private static void join(Thread driver) {
        try {
            if (!driver.join(ANSWER_WITHIN.multipliedBy(2))) {
                throw new IllegalStateException("the driver does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private final class Timed implements Contender.Answer {

        private final long begun;

        Timed(long begun) {
            this.begun = begun;
        }

        @Override
        public void accepted() {
            latencies.recordValue(Math.min(System.nanoTime() - begun, MOST_NANOS));
            room.release();
        }

        @Override
        public void failed(Throwable why) {
            fail(why);
            room.release();
        }
    }
}
