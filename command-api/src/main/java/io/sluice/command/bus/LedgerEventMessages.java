package io.sluice.command.bus;

import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.wire.EventCodec;
import io.sluice.ledger.wire.EventTags;
import io.sluice.log.EventTag;
import io.sluice.log.StoredEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;

/** The domain's events as messages of Axon, and as the log stores them. */
public final class LedgerEventMessages {

    private LedgerEventMessages() {}

    static EventMessage message(LedgerEvent event, String command, CommandHeader header) {
        return new GenericEventMessage(
                RandomIds.next().toString(),
                new MessageType(EventCodec.typeOf(event), EventCodec.versionOf(event)),
                event,
                EventMeta.of(command, header),
                header.now());
    }

    /** What a message's event is found by; a function of the message alone. */
    static Set<Tag> tags(EventMessage message) {
        LedgerEvent event = (LedgerEvent) Objects.requireNonNull(message.payload());
        return EventTags.of(event, EventMeta.key(event, message.metadata())).stream()
                .map(tag -> Tag.of(tag.name(), tag.value()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** For barriers, which do not go through Axon. */
    public static StoredEvent stored(LedgerEvent event, String command, CommandHeader header) {
        Map<String, String> meta = EventMeta.of(command, header);
        List<EventTag> tags =
                EventTags.of(event, header.key()).stream()
                        .map(tag -> new EventTag(tag.name(), tag.value()))
                        .toList();
        return new StoredEvent(
                RandomIds.next().toString(),
                EventCodec.typeOf(event),
                EventCodec.versionOf(event),
                header.now(),
                tags,
                meta,
                event);
    }
}
