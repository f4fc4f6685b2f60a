package io.sluice.command.rail;

import java.time.Duration;

/**
 * Bounds of a rail.
 *
 * @param concurrency most tries at a time
 * @param capacity most instructions that it has in hand, tries and waits included
 * @param firstWait most that is waited after the first try; each further wait may be twice as long
 * @param longestWait most that is ever waited between two tries
 * @param tries most tries of one instruction
 * @param failuresToOpen tries in a row that came to nothing, after which the breaker opens
 * @param open how long it stays open
 */
public record DeliveryLimits(
        int concurrency,
        int capacity,
        Duration firstWait,
        Duration longestWait,
        int tries,
        int failuresToOpen,
        Duration open) {

    public static final DeliveryLimits STANDARD =
            new DeliveryLimits(
                    16,
                    1_000,
                    Duration.ofMillis(200),
                    Duration.ofSeconds(30),
                    100,
                    10,
                    Duration.ofSeconds(10));

    static DeliveryLimits of(RailSettings settings) {
        DeliveryLimits usual = STANDARD;
        return new DeliveryLimits(
                settings.count("concurrency", usual.concurrency, 1_000),
                settings.count("capacity", usual.capacity, 100_000),
                settings.time("first-wait", usual.firstWait),
                settings.time("longest-wait", usual.longestWait),
                settings.count("tries", usual.tries, 1_000_000),
                settings.count("breaker-failures", usual.failuresToOpen, 1_000_000),
                settings.time("breaker-open", usual.open));
    }

    /** The most that may be waited after that many tries, before chance takes its part of it. */
    Duration longestWaitAfter(int triesMade) {
        Duration wait = firstWait;
        for (int i = 1; i < triesMade && wait.compareTo(longestWait) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(longestWait) < 0 ? wait : longestWait;
    }
}
