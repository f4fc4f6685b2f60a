package io.sluice.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An entry that counts, decoded, with its place. All readers of a partition see the same ones in
 * the same order.
 *
 * @param barrier the effect's name where it is a barrier
 * @param firstSequence sequence of the first of {@code events}; where there are none, that of the
 *     next event
 * @param events those that have effect
 */
public record CountedEntry(
        LogPosition position,
        Head head,
        Instant time,
        Optional<String> barrier,
        long firstSequence,
        List<StoredEvent> events) {

    /**
     * Its event of that sequence.
     *
     * @throws IndexOutOfBoundsException where it is another's
     */
    public StoredEvent event(long sequence) {
        return events.get(Math.toIntExact(sequence - firstSequence));
    }
}
