package io.sluice.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The circuit across partitions: a pause says the same everywhere, and whatever opens the gate
 * cites a decision that stands in the log.
 */
final class Resumptions {

    /** By the id of the resumption or the extension. */
    private record Decision(UUID id, UUID pause, String position) {}

    private record Citation(Decision cited, Place place, String what) {}

    private static final Pattern POSITION =
            Pattern.compile("([0-9]{1,9}):([0-9]{1,18}):[0-9a-f]{8}");

    private final Map<UUID, Pauses.Pause> content = new HashMap<>();
    private final Set<Decision> decisions = new HashSet<>();
    private final List<Citation> citations = new ArrayList<>();
    private final Report report;

    Resumptions(Report report) {
        this.report = report;
    }

    void opened(UUID id, Pauses.Pause pause, Fact fact) {
        Pauses.Pause first = content.putIfAbsent(id, pause);
        if (first != null
                && !(first.scope().equals(pause.scope()) && first.mode().equals(pause.mode()))) {
            report.finding(
                    fact.place(),
                    "pause " + id + " has another scope or mode at " + first.fencedAt());
        }
    }

    void decided(Fact fact) {
        decisions.add(new Decision(fact.id("resumptionId"), fact.id("pauseId"), fact.position()));
    }

    void applied(Fact fact) {
        citations.add(
                new Citation(
                        new Decision(
                                fact.id("resumptionId"),
                                fact.id("pauseId"),
                                fact.text("decisionPosition")),
                        fact.place(),
                        "resumed"));
    }

    void extensionDecided(Fact fact) {
        decisions.add(new Decision(fact.id("extensionId"), fact.id("pauseId"), fact.position()));
    }

    void extended(Fact fact) {
        citations.add(
                new Citation(
                        new Decision(
                                fact.id("extensionId"),
                                fact.id("pauseId"),
                                fact.text("decisionPosition")),
                        fact.place(),
                        "extended"));
    }

    /**
     * After all partitions.
     *
     * @param ends offset after the last record read of each partition, empty when the log does not
     *     grow: a decision may stand behind the end of a log that does
     */
    void finish(Map<Integer, Long> ends) {
        for (Citation citation : citations) {
            if (!decisions.contains(citation.cited()) && !behind(citation.cited(), ends)) {
                report.finding(
                        citation.place(),
                        "pause "
                                + citation.cited().pause()
                                + " was "
                                + citation.what()
                                + " by a decision that is not in the log at "
                                + citation.cited().position());
            }
        }
    }

    private static boolean behind(Decision decision, Map<Integer, Long> ends) {
        var position = POSITION.matcher(decision.position());
        if (!position.matches()) {
            return false;
        }
        Long end = ends.get(Integer.valueOf(position.group(1)));
        return end != null && Long.parseLong(position.group(2)) >= end;
    }
}
