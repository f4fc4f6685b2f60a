package io.sluice.verify;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Pauses that lift themselves, as their home partition has them: only where it was asked for when
 * they were made, and not before the end that stands there.
 */
final class Lifts {

    private final Map<UUID, Instant> ends = new HashMap<>();
    private final Report report;

    Lifts(Report report) {
        this.report = report;
    }

    void opened(Fact fact) {
        if (fact.event().version().equals("2")) {
            ends.putIfAbsent(fact.id("pauseId"), time(fact.text("liftsAt")));
        }
    }

    /** Decisions stand in their order in the home partition: the last stands. */
    void extended(Fact fact) {
        ends.computeIfPresent(
                fact.id("pauseId"), (pause, before) -> time(fact.text("expectedEnd")));
    }

    void decided(Fact fact) {
        UUID pause = fact.id("pauseId");
        if (!fact.id("resumptionId").equals(Hashes.named("lift", pause.toString()))) {
            return;
        }
        Instant end = ends.get(pause);
        if (end == null) {
            report.finding(fact.place(), "pause " + pause + " lifted itself and was not to");
        } else if (fact.event().time().isBefore(end)) {
            report.finding(
                    fact.place(), "pause " + pause + " lifted itself before its end at " + end);
        }
    }

    private static Instant time(String text) {
        return Instant.parse(text);
    }
}
