package io.sluice.projection.fold;

import java.time.Instant;

/**
 * How far a batch brings one partition.
 *
 * @param fromSequence of its first event: what PostgreSQL must have as the next one
 * @param nextSequence after its last event
 */
record PartitionAdvance(
        int partition,
        long fromSequence,
        long nextSequence,
        long lastOffset,
        String lastHead,
        Instant lastTime) {

    static PartitionAdvance first(PlacedEvent event) {
        return to(event, event.sequence());
    }

    /** Events of a partition follow on each other without a gap. */
    PartitionAdvance then(PlacedEvent event) {
        if (event.sequence() != nextSequence) {
            throw new ProjectionDriftException(
                    "event %d of partition %d came where %d was due"
                            .formatted(event.sequence(), partition, nextSequence));
        }
        return to(event, fromSequence);
    }

    private static PartitionAdvance to(PlacedEvent event, long fromSequence) {
        return new PartitionAdvance(
                event.partition(),
                fromSequence,
                event.sequence() + 1,
                event.position().offset(),
                event.head(),
                event.at());
    }
}
