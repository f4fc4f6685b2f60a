package io.sluice.failpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends or stops this process at the place that {@code -Dsluice.failpoint} names; a testing aid.
 * Without it a place costs the read of one field. Thread-safe.
 */
public final class Failpoints {

    public static final String PROPERTY = "sluice.failpoint";

    /** What a shell reports of a process that was killed: nothing was put in order. */
    public static final int EXIT_CODE = 137;

    private static final Logger LOG = LoggerFactory.getLogger(Failpoints.class);
    private static final long STOPPED_WITHIN_SECONDS = 10;

    private static volatile @Nullable Armed armed;

    private Failpoints() {}

    /**
     * Takes the JVM's property, where it is set.
     *
     * @throws IllegalArgumentException when it names no place
     */
    public static void armFromProperty() {
        String text = System.getProperty(PROPERTY);
        if (text != null) {
            FailpointSetting setting = FailpointSetting.parse(text);
            LOG.warn("alarm failpoint-armed: this process ends on purpose at {}", text);
            arm(
                    setting.point(),
                    setting.nth(),
                    setting.stops() ? Failpoints::stop : Failpoints::halt);
        }
    }

    /**
     * For tests in one process: what is to happen, on the thread that reaches the place the nth
     * time. One place at a time; closing disarms it.
     */
    public static Armed arm(Failpoint point, int nth, Runnable action) {
        Armed next = new Armed(point, nth, action);
        armed = next;
        return next;
    }

    /** This place was reached. */
    public static void reached(Failpoint point) {
        Armed now = armed;
        if (now != null) {
            now.reached(point);
        }
    }

    /** As a power cut would: no hook runs, nothing is flushed. */
    private static void halt() {
        Runtime.getRuntime().halt(EXIT_CODE);
    }

    /** Returns once somebody lets the process go on (SIGCONT). */
    private static void stop() {
        try {
            Process kill =
                    new ProcessBuilder(
                                    "kill", "-STOP", Long.toString(ProcessHandle.current().pid()))
                            .start();
            if (!kill.waitFor(STOPPED_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("this process could not be stopped");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A place that does something. */
    public static final class Armed implements AutoCloseable {

        private final Failpoint point;
        private final int nth;
        private final Runnable action;
        private final AtomicInteger times = new AtomicInteger();

        private Armed(Failpoint point, int nth, Runnable action) {
            this.point = point;
            this.nth = nth;
            this.action = action;
        }

        private void reached(Failpoint here) {
            if (here == point && times.incrementAndGet() == nth) {
                LOG.warn("failpoint {} reached for the {}. time", point.wire(), nth);
                action.run();
            }
        }

        /** How often the place was reached. */
        public int times() {
            return times.get();
        }

        @Override
        public void close() {
            if (armed == this) {
                armed = null;
            }
        }
    }
}
