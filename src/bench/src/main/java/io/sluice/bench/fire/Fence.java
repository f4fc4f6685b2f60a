package io.sluice.bench.fire;

import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * What an acknowledged pause has promised about one partition: nothing in scope is released behind
 * that offset until the pause has ended there.
 */
record Fence(UUID pause, Scope scope, int partition, long offset) {

    /** Those that an answer names. */
    static List<Fence> of(Scope scope, JsonNode answer) {
        UUID pause = UUID.fromString(answer.at("/pauseId").asString());
        return answer.at("/fencedAt").valueStream().map(at -> of(pause, scope, at)).toList();
    }

    private static Fence of(UUID pause, Scope scope, JsonNode position) {
        String[] parts = position.asString().split(":", -1);
        return new Fence(pause, scope, Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
    }
}
