package io.sluice.bench.fire;

import io.sluice.bench.Deadlines;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** That nothing is stuck: after a while nothing waits and nothing is in flight. */
final class Idle {

    private static final Duration WITHIN = Duration.ofMinutes(4);
    private static final Duration ASK_AGAIN = Duration.ofMillis(250);
    private static final double MILLIS = 1e3;

    private Idle() {}

    /** Blocks. Something that is left in the end is a violation. */
    static void await(Client client, Figures figures) {
        long begin = System.nanoTime();
        try {
            Deadlines.await("nothing is stuck", WITHIN, ASK_AGAIN, () -> left(client) == 0);
        } catch (IllegalStateException stuck) {
            figures.violated(stuck + ", " + left(client) + " are left");
            return;
        }
        figures.say(
                "idle after %.1f s"
                        .formatted(
                                Duration.ofNanos(System.nanoTime() - begin).toMillis() / MILLIS));
    }

    /** As a pause of everything would find it. */
    private static long left(Client client) {
        Answer answer =
                client.posted(
                        "/v1/circuit/pauses",
                        UUID.randomUUID().toString(),
                        ("{\"scope\":%s,\"mode\":\"HOLD\",\"reason\":\"a look\","
                                        + "\"reasonClass\":\"DRILL\",\"dryRun\":true}")
                                .formatted(Scope.ALL.json()));
        if (answer.status() != Answer.OK) {
            throw new IllegalStateException("a dry run was answered: " + answer);
        }
        return sum(answer, "/wouldHold") + sum(answer, "/inFlight");
    }

    private static long sum(Answer answer, String member) {
        JsonNode tallies = answer.json().at(member);
        if (!tallies.isArray()) {
            throw new IllegalStateException("a dry run has no " + member + ": " + answer);
        }
        return tallies.valueStream().mapToLong(tally -> tally.at("/count").asLong()).sum();
    }
}
