package io.sluice.command.rail;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens when several tries in a row came to nothing, and lets one through again after a while.
 * While it is open nothing is released to the rail. Thread-safe.
 */
final class Breaker {

    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

    private final String rail;
    private final int failuresToOpen;
    private final long openNanos;

    private BreakerState state = BreakerState.CLOSED;
    private int failures;
    private long openedNanos;

    Breaker(String rail, int failuresToOpen, Duration open) {
        this.rail = rail;
        this.failuresToOpen = failuresToOpen;
        this.openNanos = open.toNanos();
    }

    synchronized BreakerState state(long nowNanos) {
        if (state == BreakerState.OPEN && nowNanos - openedNanos >= openNanos) {
            become(BreakerState.HALF_OPEN);
        }
        return state;
    }

    /** How many may be under way at once, of {@code usual}. */
    int most(long nowNanos, int usual) {
        return switch (state(nowNanos)) {
            case CLOSED -> usual;
            case OPEN -> 0;
            case HALF_OPEN -> 1;
        };
    }

    /** The rail has answered, whatever it said. */
    synchronized void succeeded() {
        failures = 0;
        if (state == BreakerState.HALF_OPEN) {
            become(BreakerState.CLOSED);
            LOG.info("rail {} answers again", rail);
        }
    }

    synchronized void failed(long nowNanos, String why) {
        failures++;
        boolean opens =
                switch (state) {
                    case CLOSED -> failures >= failuresToOpen;
                    case HALF_OPEN -> true;
                    case OPEN -> false;
                };
        if (opens) {
            become(BreakerState.OPEN);
            openedNanos = nowNanos;
            LOG.error(
                    "alarm rail-open: rail {} failed {} times in a row, nothing is released to it"
                            + " for now: {}",
                    rail,
                    failures,
                    why);
        }
    }

    private void become(BreakerState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException(state + " may not become " + next);
        }
        state = next;
    }
}
