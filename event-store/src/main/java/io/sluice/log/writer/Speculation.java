package io.sluice.log.writer;

import io.sluice.log.CountedEntry;
import io.sluice.log.EventTag;
import io.sluice.log.EventView;
import io.sluice.log.StoredEvent;
import io.sluice.log.index.PartitionIndex;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The confirmed events and, on top of them, those in flight. Belongs to the loop. */
final class Speculation implements EventView {

    private static final long[] NONE = {};

    /** Most tags are of one event in flight only. */
    private static final int FEW = 1;

    private final PartitionIndex confirmed;
    private final Map<Long, Flying> bySequence = new HashMap<>();
    private final Map<EventTag, ArrayDeque<Long>> byTag = new HashMap<>();
    private long next;
    private long epoch;

    /** An event in flight, and the time of its entry. */
    private record Flying(StoredEvent event, Instant entryTime) {}

    Speculation(PartitionIndex confirmed) {
        this.confirmed = confirmed;
    }

    /** Adds what was just sent. */
    void add(List<StoredEvent> events, Instant entryTime) {
        for (StoredEvent event : events) {
            bySequence.put(next, new Flying(event, entryTime));
            for (EventTag tag : event.tags()) {
                byTag.computeIfAbsent(tag, _ -> new ArrayDeque<>(FEW)).addLast(next);
            }
            next++;
        }
    }

    /** The oldest of these in flight are in the index now. */
    void confirm(List<StoredEvent> events, long firstSequence) {
        for (int i = 0; i < events.size(); i++) {
            bySequence.remove(firstSequence + i);
            for (EventTag tag : events.get(i).tags()) {
                byTag.computeIfPresent(
                        tag,
                        (_, sequences) -> {
                            sequences.pollFirst();
                            return sequences.isEmpty() ? null : sequences;
                        });
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
     * Something foreign counted: what is in flight is void and will be forgotten, and whatever was
     * derived from it may never have happened.
     */
    void doubt() {
        epoch++;
    }

    /**
     * Changes as soon as something foreign counts, and whenever speculation was forgotten; what was
     * derived in another epoch may never have happened. Within one epoch, what counts is what was
     * in flight, in its order.
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
        long[] settled =
                fromSequence < firstInFlight() ? confirmed.sequencesOf(tag, fromSequence) : NONE;
        ArrayDeque<Long> flying = byTag.get(tag);
        if (flying == null) {
            return settled;
        }
        long[] all = Arrays.copyOf(settled, settled.length + flying.size());
        int filled = settled.length;
        for (long sequence : flying) {
            if (sequence >= fromSequence) {
                all[filled++] = sequence;
            }
        }
        return filled == all.length ? all : Arrays.copyOf(all, filled);
    }

    @Override
    public long confirmedTo() {
        return firstInFlight();
    }

    private long firstInFlight() {
        return next - bySequence.size();
    }

    @Override
    public StoredEvent event(long sequence) {
        Flying flying = bySequence.get(sequence);
        return flying != null ? flying.event() : confirmed.event(sequence);
    }

    @Override
    public boolean has(EventTag tag) {
        return byTag.containsKey(tag) || confirmed.has(tag);
    }

    @Override
    public Instant entryTimeOf(long sequence) {
        Flying flying = bySequence.get(sequence);
        return flying != null ? flying.entryTime() : confirmed.entryTimeOf(sequence);
    }

    @Override
    public Optional<CountedEntry> entryOf(long sequence) {
        return confirmed.entryOf(sequence);
    }
}
