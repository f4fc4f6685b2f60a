package io.sluice.log.writer;

import io.sluice.log.WriterState;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How one partition is doing on this node now.
 *
 * @param refusal why it is refused, where it is
 * @param lostData whether that is because the log lacks what was confirmed
 * @param inFlight entries that were sent and not read back yet
 * @param stuckFor age of the oldest of them, or how long the writer has been waiting to learn what
 *     became of them, whichever is more; zero when nothing is out
 * @param lastOffset of the last counted entry read here
 * @param guardedOffset of the last entry that is guarded; empty before this life's first guard
 * @param guardFails whether the guard could not be written last time
 * @param strangeBarriers barriers read that say what no barrier may do; they had no effect
 */
public record PartitionHealth(
        int partition,
        WriterState state,
        Optional<String> refusal,
        boolean lostData,
        int inFlight,
        Duration stuckFor,
        OptionalLong lastOffset,
        OptionalLong guardedOffset,
        boolean guardFails,
        long strangeBarriers) {

    /** Offsets of the log behind which the guard is; zero before its first write. */
    public long guardLag() {
        return lastOffset.isPresent() && guardedOffset.isPresent()
                ? Math.max(0, lastOffset.getAsLong() - guardedOffset.getAsLong())
                : 0;
    }
}
