package io.sluice.command.watchdog;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Whether something has held for long enough to be acted on, or been gone for long enough to be
 * over. For one thread.
 */
final class Hysteresis {

    private final long holdsForNanos;
    private final long clearAfterNanos;
    private boolean raised;

    /** Since when what is seen has been the same. */
    private OptionalLong sinceNanos = OptionalLong.empty();

    private boolean last;

    Hysteresis(Duration holdsFor, Duration clearAfter) {
        this.holdsForNanos = holdsFor.toNanos();
        this.clearAfterNanos = clearAfter.toNanos();
    }

    /** Takes in what is seen now; whether it is raised after that. */
    boolean observe(boolean holds, long nowNanos) {
        if (sinceNanos.isEmpty() || last != holds) {
            sinceNanos = OptionalLong.of(nowNanos);
            last = holds;
        }
        long steadyNanos = nowNanos - sinceNanos.getAsLong();
        if (holds && steadyNanos >= holdsForNanos) {
            raised = true;
        } else if (!holds && steadyNanos >= clearAfterNanos) {
            raised = false;
        }
        return raised;
    }

    /** Nothing can be seen: what was not there may be, so a quiet time begins anew. */
    void blind() {
        if (!last) {
            sinceNanos = OptionalLong.empty();
        }
    }

    /** Whether it has been gone for long enough, counted from the first look on. */
    boolean isOver(long nowNanos) {
        return !raised
                && !last
                && sinceNanos.isPresent()
                && nowNanos - sinceNanos.getAsLong() >= clearAfterNanos;
    }
}
