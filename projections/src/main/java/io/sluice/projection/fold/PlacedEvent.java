package io.sluice.projection.fold;

import io.sluice.log.LogPosition;
import java.time.Instant;

/**
 * An event with its place in the log, which Axon's batches do not carry.
 *
 * @param payload a {@code LedgerEvent}, unless the log holds what this build does not know
 * @param type wire name
 * @param actor who led to it
 * @param position of the entry that holds it
 * @param head the whole head after that entry, 64 hex digits
 * @param at the entry's time
 * @param sequence the event's number within its partition, from 0
 */
public record PlacedEvent(
        Object payload,
        String type,
        String version,
        String actor,
        LogPosition position,
        String head,
        Instant at,
        long sequence) {

    int partition() {
        return position.partition();
    }
}
