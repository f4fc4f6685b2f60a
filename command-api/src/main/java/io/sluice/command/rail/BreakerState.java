package io.sluice.command.rail;

import java.util.EnumSet;
import java.util.Set;

/** What a breaker lets through, and which state may follow which. */
enum BreakerState {
    /** Everything. */
    CLOSED,
    /** Nothing. */
    OPEN,
    /** One, to see. */
    HALF_OPEN;

    boolean mayBecome(BreakerState next) {
        return successors().contains(next);
    }

    private Set<BreakerState> successors() {
        return switch (this) {
            case CLOSED -> EnumSet.of(OPEN);
            case OPEN -> EnumSet.of(HALF_OPEN);
            case HALF_OPEN -> EnumSet.of(CLOSED, OPEN);
        };
    }
}
