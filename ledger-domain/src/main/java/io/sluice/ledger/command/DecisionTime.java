package io.sluice.ledger.command;

import java.time.Duration;
import java.time.Instant;

/**
 * When a decision is made: facts that come in with it.
 *
 * @param at the later of the node's clock and the time of the entry before, so that it never runs
 *     back within a partition
 * @param stepped whether the clock jumped, so that time spans up to {@code at} cannot be relied on
 */
public record DecisionTime(Instant at, boolean stepped) {

    /** By so much clocks may differ without anybody noticing; more is a step. */
    public static final Duration MOST_STEP = Duration.ofSeconds(10);

    /**
     * @param now the node's clock
     * @param before the time of the entry before it in the partition: it shows a clock that jumped
     *     back, and an owner before this one whose clock was ahead
     * @param steppedOnNode whether the node's clock moved otherwise than its monotonic one, which
     *     alone shows a jump ahead: the entry before it may be old because nothing happened
     */
    public static DecisionTime of(Instant now, Instant before, boolean steppedOnNode) {
        boolean back = now.isBefore(before.minus(MOST_STEP));
        return new DecisionTime(now.isAfter(before) ? now : before, back || steppedOnNode);
    }
}
