package io.sluice.demo;

import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the node says of its gate, asked a few times a second. */
final class Gate {

    /**
     * A pause that is in force or draining.
     *
     * @param openedBy who made it
     * @param status in the API's words, {@code PAUSED} once every partition is fenced
     * @param held how many withdrawals it still holds
     */
    record Pause(String id, String openedBy, String status, String reason, String mode, long held) {

        private static Pause of(JsonNode json) {
            return new Pause(
                    json.path("pauseId").asString(""),
                    json.path("openedBy").asString(""),
                    json.path("status").asString(""),
                    json.path("reason").asString(""),
                    json.path("mode").asString(""),
                    json.path("heldLeft").asLong(0));
        }

        /** The first of what was seen; more partitions say the same again. */
        String cause() {
            return reason.split("; ", 2)[0];
        }

        boolean holds() {
            return status.equals("PAUSED") || status.equals("PAUSING");
        }

        /** Nothing in scope is released, everywhere. */
        boolean isFencedEverywhere() {
            return status.equals("PAUSED");
        }
    }

    /**
     * @param held withdrawals that wait, whatever holds them
     * @param inFlight released and not answered by the rail
     */
    record State(List<Pause> pauses, long held, long inFlight) {}

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final NodeApi api;
    private final Curtain curtain;
    private volatile State state = new State(List.of(), 0, 0);

    Gate(NodeApi api, Curtain curtain) {
        this.api = api;
        this.curtain = curtain;
    }

    void start() {
        var _ = Thread.ofVirtual().name("demo-gate").start(this::watch);
    }

    private void watch() {
        do {
            api.get(Person.ANNA, "/v1/circuit")
                    .filter(Answer::accepted)
                    .ifPresent(answer -> state = read(answer.body()));
        } while (curtain.pass(LOOK_EVERY));
    }

    private static State read(JsonNode circuit) {
        return new State(
                circuit.path("pauses").valueStream().map(Pause::of).toList(),
                sum(circuit, "held"),
                sum(circuit, "inFlight"));
    }

    private static long sum(JsonNode circuit, String tallies) {
        return circuit.path("scopes")
                .valueStream()
                .flatMap(scope -> scope.path(tallies).valueStream())
                .mapToLong(tally -> tally.path("count").asLong(0))
                .sum();
    }

    State state() {
        return state;
    }

    /** Whether a pause is in force or on its way, and no resumption of it. */
    boolean isPaused() {
        return state.pauses().stream().anyMatch(Pause::holds);
    }

    /** No pause, and nothing that one left behind. */
    boolean isFlowing() {
        return state.pauses().isEmpty() && state.held() == 0;
    }

    /** Those that somebody made, by the name that the ledger has of them. */
    List<Pause> pausesBy(String person) {
        return state.pauses().stream().filter(pause -> pause.openedBy().equals(person)).toList();
    }
}
