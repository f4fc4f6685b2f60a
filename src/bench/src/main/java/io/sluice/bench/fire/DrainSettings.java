package io.sluice.bench.fire;

import java.time.Duration;

/**
 * @param withdrawals that are held
 * @param ratePerSecond at which they are let go
 * @param tolerance by what share the rate may differ from that
 * @param inFlight when they are requested
 * @param stopWithin from the request of a pause to its fences, and to the last release before them
 */
record DrainSettings(
        long seed,
        int withdrawals,
        int ratePerSecond,
        double tolerance,
        int accounts,
        int inFlight,
        Duration stopWithin) {}
