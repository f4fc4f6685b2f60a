package io.sluice.log;

import java.time.Instant;
import java.util.Optional;

/**
 * A partition's events by sequence and by tag: the confirmed ones or, on the writer's loop, also
 * those in flight. Older events may be read from this node's disk, which throws {@link
 * LogUnavailableException} where it fails.
 */
public interface EventView {

    /** The sequence that the next event will have; also how many events there are. */
    long nextSequence();

    /** Events before it are confirmed and stay as they are; those from it on are in flight. */
    default long confirmedTo() {
        return nextSequence();
    }

    /** Ascending sequences of the events with that tag, from {@code fromSequence} on. */
    long[] sequencesOf(EventTag tag, long fromSequence);

    /** Whether any event has that tag; costs the same however many have. */
    default boolean has(EventTag tag) {
        return sequencesOf(tag, 0).length > 0;
    }

    /**
     * The time of the entry that holds the event of a sequence below {@link #nextSequence()}; in
     * flight, the one that it has if it counts.
     */
    default Instant entryTimeOf(long sequence) {
        return entryOf(sequence).orElseThrow().time();
    }

    /** The event of a sequence below {@link #nextSequence()}. */
    StoredEvent event(long sequence);

    /** The entry that holds the event, once confirmed. */
    Optional<CountedEntry> entryOf(long sequence);
}
