package io.sluice.cli;

import java.io.PrintWriter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private static void inFlight(PrintWriter out, NodeAnswer answer) {
        out.println("in flight  " + sums(answer.body().path("inFlight")));
    }

    /** One pause: its id, what it covers and how it stands. */
    static void pauseLine(PrintWriter out, JsonNode pause) {
        out.println(
                "paused     "
                        + String.join(
                                "  ",
                                text(pause, "pauseId"),
                                text(pause, "mode"),
                                scope(pause.path("scope")),
                                text(pause, "status"),
                                "since " + text(pause, "openedAt"),
                                "held " + text(pause, "heldLeft"),
                                '"' + text(pause, "reason") + '"'));
    }

    /** One alarm: its name, since when it stands, and what was seen. */
    static void alarmLine(PrintWriter out, JsonNode alarm) {
        out.println(
                "alarm      "
                        + String.join(
                                "  ",
                                text(alarm, "name"),
                                "since " + text(alarm, "since"),
                                text(alarm, "evidence")));
    }

    /** One asset on one network: how it flows, what is held, what has left and is not settled. */
    static void scopeLine(PrintWriter out, JsonNode scope) {
        out.println(
                "%-10s %-4s %-9s held %s, in flight %s"
                        .formatted(
                                text(scope, "state"),
                                text(scope, "asset"),
                                text(scope, "network"),
                                sums(scope.path("held")),
                                sums(scope.path("inFlight"))));
    }

    private static String scope(JsonNode scope) {
        return Stream.of("kind", "asset", "network")
                .map(member -> text(scope, member))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String sums(JsonNode rows) {
        String sums =
                rows.valueStream()
                        .map(
                                row ->
                                        "%s (%s %s)"
                                                .formatted(
                                                        text(row, "count"),
                                                        text(row, "amount"),
                                                        text(row, "asset")))
                        .collect(Collectors.joining(", "));
        return sums.isEmpty() ? "nothing" : sums;
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }

    static String repeatWith(String key) {
        return "It may have taken effect. Repeat the same command with --key " + key;
    }
}
