package io.sluice.log.axon;

import io.sluice.log.CountedEntry;
import io.sluice.log.EventView;
import io.sluice.log.StoredEvent;
import io.sluice.log.writer.LedgerNode;
import java.util.Optional;
import org.axonframework.messaging.eventstreaming.EventsCondition;

/**
 * Walks one partition's confirmed events that match a condition, remembering how far it has looked.
 * Not thread-safe.
 */
final class PartitionCursor {

    private final EventView events;
    private final int partition;
    private final EventsCondition condition;
    private long next;

    PartitionCursor(LedgerNode node, int partition, EventsCondition condition, long from) {
        this.events = node.confirmedEvents(partition);
        this.partition = partition;
        this.condition = condition;
        this.next = from;
    }

    int partition() {
        return partition;
    }

    /**
     * The sequence of the next event that it would look at; everything before was delivered or does
     * not match.
     */
    long nextSequence() {
        return next;
    }

    /** The next matching event without moving past it; passes by those that do not match. */
    Optional<Found> peek() {
        long end = events.nextSequence();
        while (next < end) {
            Optional<CountedEntry> entry = events.entryOf(next);
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            StoredEvent event = events.event(next);
            if (EventMapping.matches(condition, event)) {
                return Optional.of(new Found(next, event, entry.get()));
            }
            next++;
        }
        return Optional.empty();
    }

    void moveTo(long sequence) {
        next = sequence;
    }

    /** A matching event and where it stands. */
    record Found(long sequence, StoredEvent event, CountedEntry entry) {}
}
