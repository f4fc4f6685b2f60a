package io.sluice.cli;

import java.io.PrintWriter;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** How the circuit's answers are told to a person, one fact a line. */
final class CircuitOutput {

    private CircuitOutput() {}

    static void pause(PrintWriter out, NodeAnswer answer) {
        out.println("paused     " + answer.text("pauseId"));
        answer.list("fencedAt").forEach(at -> out.println("fenced at  " + at.asString("")));
        answer.list("pending")
                .forEach(
                        partition ->
                                out.println(
                                        "pending    partition "
                                                + partition.asString("")
                                                + " (the node goes on trying)"));
        inFlight(out, answer);
        out.println("to resume  ./sluice resume " + answer.text("pauseId") + " \"why it is safe\"");
    }

    static void inFlight(PrintWriter out, NodeAnswer answer) {
        if (answer.list("inFlight").findAny().isEmpty()) {
            out.println("in flight  nothing");
        }
        answer.list("inFlight").forEach(row -> out.println("in flight  " + count(row)));
    }

    static String count(JsonNode row) {
        return row.path("asset").asString("")
                + ": "
                + row.path("count").asString("")
                + " withdrawals, "
                + row.path("amount").asString("");
    }

    /** An object's members as {@code name=value}; nested ones as their JSON. */
    static String members(JsonNode row) {
        return row.propertyStream()
                .map(
                        member ->
                                member.getKey()
                                        + "="
                                        + (member.getValue().isContainer()
                                                ? member.getValue().toString()
                                                : member.getValue().asString("")))
                .collect(Collectors.joining("  "));
    }

    static String repeatWith(String key) {
        return "It may have taken effect. Repeat the same command with --key " + key;
    }
}
