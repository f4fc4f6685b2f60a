package io.sluice.log.axon;

import io.sluice.log.EventTag;
import io.sluice.log.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.messaging.core.Context.ResourceKey;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.jspecify.annotations.Nullable;

/**
 * What a unit of work read of its partition's events past Axon's event store, which costs a stream
 * for each read. The entry that it appends rests on it, as it rests on what was sourced through
 * Axon: an event with one of these tags that comes after makes it void. Loop thread only.
 */
public final class ReadSet {

    private static final ResourceKey<ReadSet> KEY = ResourceKey.withLabel("readSet");
    private static final ReadSet EMPTY = new ReadSet();

    private final List<EventTag> tags = new ArrayList<>(4);
    private long known = Long.MAX_VALUE;
    private Instant notBefore = Instant.MIN;

    private ReadSet() {}

    /** Makes all events with that tag, up to the sequence that comes next, part of the decision. */
    public static void add(ProcessingContext context, EventTag tag, long nextSequence) {
        ReadSet read = context.computeResourceIfAbsent(KEY, ReadSet::new);
        read.tags.add(tag);
        read.known = Math.min(read.known, nextSequence);
    }

    /** Makes the entry time of the last event the time that the decision goes by. */
    public static void addTime(ProcessingContext context, Instant lastEntryTime) {
        context.computeResourceIfAbsent(KEY, ReadSet::new).notBefore = lastEntryTime;
    }

    /** What the unit of work read; empty where it read nothing this way. */
    static ReadSet of(@Nullable ProcessingContext context) {
        ReadSet read = context == null ? null : context.getResource(KEY);
        return read == null ? EMPTY : read;
    }

    /** How many events the partition had when the first of it was read; the most for none. */
    long known() {
        return known;
    }

    /** As {@link io.sluice.log.AppendCheck#notBefore}. */
    Instant notBefore() {
        return notBefore;
    }

    boolean matches(StoredEvent event) {
        for (EventTag tag : event.tags()) {
            if (tags.contains(tag)) {
                return true;
            }
        }
        return false;
    }
}
