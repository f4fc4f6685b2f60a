package io.sluice.log.axon;

import io.sluice.log.EventTag;
import io.sluice.log.EventView;
import io.sluice.log.StoredEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriterion;
import org.axonframework.messaging.eventstreaming.EventsCondition;
import org.axonframework.messaging.eventstreaming.Tag;

/** Between Axon's messages and the events that the log stores. */
final class EventMapping {

    private static final long[] NONE = {};
    private static final Comparator<EventTag> BY_NAME =
            Comparator.comparing(EventTag::name).thenComparing(EventTag::value);

    private EventMapping() {}

    static StoredEvent toStored(TaggedEventMessage<?> tagged) {
        EventMessage event = tagged.event();
        Object payload = event.payload();
        if (payload == null) {
            throw new IllegalArgumentException("event " + event.type() + " has no payload");
        }
        List<EventTag> tags =
                tagged.tags().stream()
                        .map(tag -> new EventTag(tag.key(), tag.value()))
                        .sorted(BY_NAME)
                        .toList();
        return new StoredEvent(
                event.identifier(),
                event.type().qualifiedName().name(),
                event.type().version(),
                event.timestamp(),
                tags,
                event.metadata(),
                payload);
    }

    static EventMessage toMessage(StoredEvent event) {
        return new GenericEventMessage(
                event.id(),
                new MessageType(event.type(), event.version()),
                event.payload(),
                event.meta(),
                event.time());
    }

    static boolean matches(EventsCondition condition, StoredEvent event) {
        Set<Tag> tags =
                event.tags().stream()
                        .map(tag -> new Tag(tag.name(), tag.value()))
                        .collect(Collectors.toSet());
        return condition.matches(new QualifiedName(event.type()), tags);
    }

    /**
     * Ascending sequences, from {@code from} on, of the events that may match: all that do, and
     * perhaps others.
     */
    static long[] candidates(EventsCondition condition, EventView events, long from) {
        Set<EventCriterion> criteria = condition.criteria().flatten();
        boolean untagged =
                criteria.isEmpty()
                        || criteria.stream().anyMatch(criterion -> criterion.tags().isEmpty());
        if (untagged) {
            return LongStream.range(from, events.nextSequence()).toArray();
        }
        long[] found = NONE;
        for (EventCriterion criterion : criteria) {
            Tag tag = criterion.tags().iterator().next();
            long[] more = events.sequencesOf(new EventTag(tag.key(), tag.value()), from);
            found = found.length == 0 ? more : merged(found, more);
        }
        return found;
    }

    private static long[] merged(long[] some, long[] more) {
        return LongStream.concat(LongStream.of(some), LongStream.of(more))
                .sorted()
                .distinct()
                .toArray();
    }
}
