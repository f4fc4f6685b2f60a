package io.sluice.log.writer;

import java.time.Duration;

/**
 * Bounds of one partition's writer.
 *
 * @param mostInFlight entries sent and not yet read back, and likewise commands waiting; beyond it
 *     callers are turned away
 * @param stuckAfter how long an entry may be out without being read back before its outcome is
 *     resolved by a barrier
 * @param retryAfter pause before a barrier is tried again
 */
public record WriterSettings(int mostInFlight, Duration stuckAfter, Duration retryAfter) {

    public static final WriterSettings DEFAULT =
            new WriterSettings(2048, Duration.ofSeconds(15), Duration.ofMillis(200));
}
