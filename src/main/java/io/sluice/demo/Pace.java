package io.sluice.demo;

import java.time.Duration;
import java.util.Map;

/**
 * How long the acts take, and how much goes on in them.
 *
 * @param settings of the node that are not the usual ones
 * @param withdrawalsPerSecond that customers ask for, all the time
 * @param accounts whose customers they are
 * @param readers customers who look at their balance over and over, for each kind of read
 * @param readEvery how often each of them does
 * @param drainPerSecond held withdrawals that the resumption lets go
 * @param ordinary how long nothing special happens, before and after
 * @param outage how long the broker is away at least
 * @param databaseAway how long PostgreSQL is killed again whenever it comes back
 */
record Pace(
        Map<String, String> settings,
        int withdrawalsPerSecond,
        int accounts,
        int readers,
        Duration readEvery,
        int drainPerSecond,
        Duration ordinary,
        Duration outage,
        Duration databaseAway) {

    static final Pace USUAL =
            new Pace(
                    Map.of(),
                    100,
                    40,
                    6,
                    Duration.ofMillis(100),
                    300,
                    Duration.ofSeconds(7),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(6));

    static final Pace FAST =
            new Pace(
                    Map.of(
                            "sluice.watchdog.every", "200ms",
                            "sluice.watchdog.stuck-appends.threshold", "1s",
                            "sluice.watchdog.stuck-appends.for", "0s"),
                    50,
                    8,
                    2,
                    Duration.ofMillis(100),
                    500,
                    Duration.ofMillis(1500),
                    Duration.ofMillis(500),
                    Duration.ofMillis(500));
}
