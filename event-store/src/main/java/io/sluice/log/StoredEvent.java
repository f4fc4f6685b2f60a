package io.sluice.log;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One event as it stands in an entry's value.
 *
 * @param id a UUID, unique
 * @param type wire name, never a class name
 * @param payload what the {@link PayloadCodec} made of the JSON, or will make JSON of
 */
public record StoredEvent(
        String id,
        String type,
        String version,
        Instant time,
        List<EventTag> tags,
        Map<String, String> meta,
        Object payload) {

    public StoredEvent {
        tags = List.copyOf(tags);
        meta = Map.copyOf(meta);
    }
}
