package io.sluice.log.writer;

import io.sluice.log.CountedEntry;
import io.sluice.log.EventTag;
import io.sluice.log.EventView;
import io.sluice.log.StoredEvent;
import io.sluice.log.index.PartitionIndex;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The confirmed events and, on top of them, those in flight. Belongs to the loop. */
final class Speculation implements EventView {

    private final PartitionIndex confirmed;
    private final Map<Long, StoredEvent> bySequence = new HashMap<>();
    private final Map<EventTag, ArrayDeque<Long>> byTag = new HashMap<>();
    private long next;
    private long epoch;

    Speculation(PartitionIndex confirmed) {
        this.confirmed = confirmed;
    }

    /** Adds what was just sent. */
    void add(List<StoredEvent> events) {
        for (StoredEvent event : events) {
            bySequence.put(next, event);
            for (EventTag tag : event.tags()) {
                byTag.computeIfAbsent(tag, absent -> new ArrayDeque<>()).addLast(next);
            }
            next++;
        }
    }

    /** The oldest of these in flight are in the index now. */
    void confirm(List<StoredEvent> events, long firstSequence) {
        for (int i = 0; i < events.size(); i++) {
            bySequence.remove(firstSequence + i);
            for (EventTag tag : events.get(i).tags()) {
                ArrayDeque<Long> sequences = byTag.get(tag);
                if (sequences != null) {
                    sequences.pollFirst();
                    if (sequences.isEmpty()) {
                        byTag.remove(tag);
                    }
                }
            }
        }
    }

    /** Forgets what was in flight: something foreign counted in between. */
    void reset() {
        bySequence.clear();
        byTag.clear();
        next = confirmed.nextSequence();
        epoch++;
    }

    /**
     * Changes whenever speculation was forgotten; what was derived in another epoch may never have
     * happened.
     */
    long epoch() {
        return epoch;
    }

    @Override
    public long nextSequence() {
        return next;
    }

    @Override
    public long[] sequencesOf(EventTag tag, long fromSequence) {
        long[] settled = confirmed.sequencesOf(tag, fromSequence);
        ArrayDeque<Long> flying = byTag.get(tag);
        if (flying == null) {
            return settled;
        }
        long[] fresh =
                flying.stream()
                        .mapToLong(Long::longValue)
                        .filter(sequence -> sequence >= fromSequence)
                        .toArray();
        long[] all = Arrays.copyOf(settled, settled.length + fresh.length);
        System.arraycopy(fresh, 0, all, settled.length, fresh.length);
        return all;
    }

    @Override
    public StoredEvent event(long sequence) {
        StoredEvent flying = bySequence.get(sequence);
        return flying != null ? flying : confirmed.event(sequence);
    }

    @Override
    public Optional<CountedEntry> entryOf(long sequence) {
        return confirmed.entryOf(sequence);
    }
}
