package io.sluice.verify;

import java.util.Map;
import java.util.Optional;

/**
 * An event that has effect, as it was read from the raw log.
 *
 * @param offset of its entry
 * @param position of its entry, as clients are told it
 * @param type its wire name
 * @param texts the members of its payload that are texts, by name; those of an object in it as
 *     {@code object.member}
 */
public record LoggedEvent(
        int partition, long offset, String position, String type, Map<String, String> texts) {

    public LoggedEvent {
        texts = Map.copyOf(texts);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }
}
