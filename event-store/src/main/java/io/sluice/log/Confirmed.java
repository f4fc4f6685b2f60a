package io.sluice.log;

import java.time.Instant;

/**
 * What is known of an entry once it was read back and counted.
 *
 * @param time the entry's time, which never runs back within a partition
 * @param firstSequence the event sequence of its first event, or of the next one where it has none
 */
public record Confirmed(LogPosition position, Instant time, long firstSequence, int eventCount) {}
