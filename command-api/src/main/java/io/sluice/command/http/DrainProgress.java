package io.sluice.command.http;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far the held ones of a resumed pause have left, and about when the last will have.
 *
 * @param leaving those that are left and can go
 */
record DrainProgress(long released, long leaving) {

    private static final Duration LEAST_SEEN = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofDays(365);

    /**
     * At the rate that holds, or as fast as it went until now, whichever is slower; empty where
     * nothing is left that can go, or neither is known yet.
     */
    Optional<Instant> estimate(Instant resumedAt, Instant now, OptionalLong ratePerSecond) {
        if (leaving == 0) {
            return Optional.empty();
        }
        Optional<Duration> asked =
                ratePerSecond.isPresent()
                        ? Optional.of(
                                Duration.ofSeconds(
                                        Math.ceilDiv(leaving, ratePerSecond.getAsLong())))
                        : Optional.empty();
        Duration elapsed = Duration.between(resumedAt, now);
        Optional<Duration> seen =
                released > 0 && elapsed.compareTo(LEAST_SEEN) >= 0
                        ? Optional.of(asUntilNow(elapsed))
                        : Optional.empty();
        return longer(asked, seen).map(now::plus);
    }

    private Duration asUntilNow(Duration elapsed) {
        BigInteger millis =
                BigInteger.valueOf(elapsed.toMillis())
                        .multiply(BigInteger.valueOf(leaving))
                        .divide(BigInteger.valueOf(released))
                        .min(BigInteger.valueOf(MOST.toMillis()));
        return Duration.ofMillis(millis.longValueExact());
    }

    private static Optional<Duration> longer(Optional<Duration> one, Optional<Duration> other) {
        return one.isPresent() && other.isPresent()
                ? Optional.of(one.get().compareTo(other.get()) > 0 ? one.get() : other.get())
                : one.or(() -> other);
    }
}
