package io.sluice.command.circuit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The time, for as long as it is beyond doubt: the clock has not gone more than 10 s apart from the
 * machine's own count of passing time since this node began. One that was set and set back is
 * believed again. A clock that was wrong from the start it cannot tell.
 */
final class SteadyClock {

    private static final Duration MOST_STEP = Duration.ofSeconds(10);

    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Instant began;
    private final long beganNanos;

    SteadyClock(Clock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.began = clock.instant();
        this.beganNanos = nanoTime.getAsLong();
    }

    /** Empty where the clock was set by more than a person should overlook. */
    Optional<Instant> beyondDoubt() {
        Instant now = clock.instant();
        Duration apart = Duration.between(began, now).minusNanos(nanoTime.getAsLong() - beganNanos);
        return apart.abs().compareTo(MOST_STEP) > 0 ? Optional.empty() : Optional.of(now);
    }
}
