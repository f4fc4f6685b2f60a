package io.sluice.verify;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The value of a counted record. */
record Entry(Instant time, Optional<Barrier> barrier, List<Event> events) {

    /** What a BARRIER says about itself. */
    record Barrier(String effect, Map<String, String> detail) {}

    record Event(
            UUID id,
            String type,
            String version,
            Instant time,
            List<Tag> tags,
            Map<String, String> meta,
            Json payload) {}

    record Tag(String name, String value) {}
}
