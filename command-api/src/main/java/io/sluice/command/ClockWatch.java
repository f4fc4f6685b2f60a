package io.sluice.command;

import io.sluice.ledger.command.DecisionTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the clock of this node was set: the time of day and the monotonic time moved apart.
 * What slews a clock moves it by less than a thousandth and is no step. After a step, spans of time
 * that reach over it are wrong for as long as they are, so it is remembered for a day and an hour,
 * the longest span that any limit looks at, unless the clock is set back before. Thread-safe.
 */
final class ClockWatch {

    /** What the log file calls it. */
    static final String ALARM = "clock-stepped";

    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    private static final long MOST_SLEW = 1_000;
    private static final long REMEMBERED_NANOS = Duration.ofHours(25).toNanos();

    private final Clock clock;
    private final LongSupplier nanoTime;
    private Duration usual;
    private long lookedAtNanos;
    private long steppedAtNanos;
    private boolean stepped;

    /**
     * @param nanoTime monotonic, as {@link System#nanoTime}
     */
    ClockWatch(Clock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.lookedAtNanos = nanoTime.getAsLong();
        this.usual = apart(lookedAtNanos);
    }

    /** Whether it was set lately by more than {@link DecisionTime#MOST_STEP}. */
    synchronized boolean hasStepped() {
        long nanos = nanoTime.getAsLong();
        Duration now = apart(nanos);
        slew(now, nanos - lookedAtNanos);
        lookedAtNanos = nanos;
        boolean away = now.minus(usual).abs().compareTo(DecisionTime.MOST_STEP) > 0;
        if (away && stepped && nanos - steppedAtNanos > REMEMBERED_NANOS) {
            usual = now;
            away = false;
        } else if (away && !stepped) {
            steppedAtNanos = nanos;
            LOG.error("alarm {}: the clock was set by {}", ALARM, now.minus(usual));
        }
        stepped = away;
        return stepped;
    }

    /** Lets the usual distance follow as far as a slewed clock may have gone in that time. */
    private void slew(Duration now, long passedNanos) {
        Duration most = Duration.ofNanos(passedNanos / MOST_SLEW);
        Duration gone = now.minus(usual);
        if (gone.abs().compareTo(most) <= 0) {
            usual = now;
        } else {
            usual = gone.isNegative() ? usual.minus(most) : usual.plus(most);
        }
    }

    /** By how much the time of day is ahead of the monotonic one. */
    private Duration apart(long nanos) {
        return Duration.between(Instant.EPOCH, clock.instant()).minusNanos(nanos);
    }
}
