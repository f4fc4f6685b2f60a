package io.sluice.log.chain;

import io.sluice.log.StoredEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an entry says.
 *
 * @param time the writer's clock, in microseconds
 * @param writer the incarnation that wrote it
 */
public record EntryValue(
        Instant time, String writer, Optional<Barrier> barrier, List<StoredEvent> events) {

    public EntryValue {
        events = List.copyOf(events);
    }

    /**
     * The parts that a barrier alone has.
     *
     * @param effect its name, known or not
     * @param nonce 32 hex digits, by which its sender recognises it
     */
    public record Barrier(String effect, String nonce, Map<String, String> detail) {

        public Barrier {
            detail = Map.copyOf(detail);
        }
    }
}
