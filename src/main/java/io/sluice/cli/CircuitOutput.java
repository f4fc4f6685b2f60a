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

    static void preview(PrintWriter out, NodeAnswer answer) {
        out.println("dry run    nothing is paused");
        out.println("would hold " + sums(answer.body().path("wouldHold")));
        inFlight(out, answer);
    }

    /** Nothing where all partitions were read. */
    static void failClosed(PrintWriter out, NodeAnswer answer) {
        JsonNode state = answer.body().path("failClosed");
        String unread =
                state.path("unread")
                        .valueStream()
                        .map(p -> p.asString(""))
                        .collect(Collectors.joining(", "));
        if (unread.isEmpty()) {
            return;
        }
        JsonNode override = state.path("override");
        out.println(
                override.isMissingNode()
                        ? "held back  all withdrawals: unread partitions (%s) may hold a pause; see ./sluice override"
                                .formatted(unread)
                        : "overridden by %s: \"%s\" (unread partitions: %s)"
                                .formatted(text(override, "by"), text(override, "reason"), unread));
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
                                "held " + text(pause, "heldLeft") + until(pause),
                                '"' + text(pause, "reason") + '"'));
    }

    private static String until(JsonNode pause) {
        String end = text(pause, "expectedEnd");
        if (end.isEmpty()) {
            return "";
        }
        return (pause.path("liftAtEnd").asBoolean(false) ? "  lifts itself at " : "  until ") + end;
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

    /** Who asked for the end of a pause that still stands, and how its held ones leave. */
    static void pauseDetail(PrintWriter out, JsonNode pause) {
        pause.path("resumptionAskedBy")
                .valueStream()
                .forEach(
                        asking ->
                                out.println(
                                        "  asked    by %s at %s \"%s\" (%s people are needed)"
                                                .formatted(
                                                        text(asking, "who"),
                                                        text(asking, "at"),
                                                        text(asking, "reason"),
                                                        text(pause, "needed"))));
        if (pause.hasNonNull("resumption")) {
            out.println("  " + progress(pause));
        }
    }

    /** How far the held ones of a resumed pause have left. */
    static String progress(JsonNode pause) {
        JsonNode progress = pause.path("progress");
        StringBuilder line =
                new StringBuilder(
                        "drain    %s  held %s, released %s, left %s"
                                .formatted(
                                        text(pause, "pauseId"),
                                        text(progress, "held"),
                                        text(progress, "released"),
                                        text(progress, "left")));
        if (progress.path("stuck").asLong(0) > 0) {
            line.append(", ").append(text(progress, "stuck")).append(" can't go");
        }
        if (progress.path("stoppedBy").valueStream().findAny().isPresent()) {
            line.append(", stopped by another pause");
        }
        if (progress.hasNonNull("estimate")) {
            line.append(", done about ").append(text(progress, "estimate"));
        }
        return line.toString();
    }

    static void brokenGlass(PrintWriter out, JsonNode broken) {
        out.println(
                "alone      %s resumed %s at %s \"%s\""
                        .formatted(
                                text(broken, "decidedBy"),
                                text(broken, "pauseId"),
                                text(broken, "at"),
                                text(broken, "reason")));
    }

    /** A pause for whose end more people must ask. */
    static void waiting(PrintWriter out, JsonNode waiting) {
        out.println(
                "asked      %s  %s of %s people; somebody else: ./sluice resume %s \"why it is safe\""
                        .formatted(
                                text(waiting, "pauseId"),
                                text(waiting, "people"),
                                text(waiting, "needed"),
                                text(waiting, "pauseId")));
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
