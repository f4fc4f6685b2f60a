package io.sluice.projection;

import java.util.Map;
import java.util.Optional;

/** How the projection on this node is doing; for health, metrics and the console. */
public interface ProjectionStatus {

    Snapshot snapshot();

    /**
     * @param reason why it is not running
     * @param nextSequences by partition: events with a smaller sequence are in PostgreSQL
     * @param lagEvents by partition: events that this node has read and PostgreSQL has not
     */
    record Snapshot(
            ProjectionState state,
            Optional<String> reason,
            Map<Integer, Long> nextSequences,
            Map<Integer, Long> lagEvents) {

        public Snapshot {
            nextSequences = Map.copyOf(nextSequences);
            lagEvents = Map.copyOf(lagEvents);
        }

        public long totalLagEvents() {
            return lagEvents.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
