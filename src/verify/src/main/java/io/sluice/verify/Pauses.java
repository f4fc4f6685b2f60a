package io.sluice.verify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One partition's copy of the circuit: which pauses stand, and what they forbid. */
final class Pauses {

    /**
     * @param fencedAt position of the entry that opened it here
     */
    record Pause(Scope scope, String mode, String fencedAt, boolean resumed) {}

    private final Map<UUID, Pause> opened = new LinkedHashMap<>();
    private final Set<UUID> resumed = new HashSet<>();
    private final Map<UUID, String> openers = new HashMap<>();
    private final People people;
    private final Resumptions resumptions;
    private final Lifts lifts;
    private final Report report;

    Pauses(Resumptions resumptions, Report report) {
        this.resumptions = resumptions;
        this.report = report;
        this.people = new People(report);
        this.lifts = new Lifts(report);
    }

    /** Those opened here with effect, resumed or not. */
    Map<UUID, Pause> opened() {
        return opened;
    }

    /** Resumed before they were opened here, so that the opening has no effect. */
    boolean resumedUnopened(UUID pause) {
        return resumed.contains(pause) && !opened.containsKey(pause);
    }

    void apply(Fact fact) {
        if (fact.type() == EventType.PAUSE_OPENED) {
            open(fact);
        } else if (fact.type() == EventType.PAUSE_RESUMED) {
            resume(fact);
        } else if (fact.type() == EventType.RESUMPTION_ASKED) {
            asked(fact);
        } else if (fact.type() == EventType.RESUMPTION_DECIDED) {
            if (!fact.event().version().equals("1")) {
                people.decided(fact, openers.getOrDefault(fact.id("pauseId"), ""));
            }
            resumptions.decided(fact);
            lifts.decided(fact);
        } else if (fact.type() == EventType.EXTENSION_DECIDED) {
            resumptions.extensionDecided(fact);
            lifts.extended(fact);
        } else if (fact.type() == EventType.PAUSE_EXTENDED) {
            resumptions.extended(fact);
        } else if (fact.type() == EventType.WITHDRAWAL_RELEASED) {
            covering(fact.text("asset"), fact.text("network"))
                    .ifPresent(
                            pause ->
                                    report.finding(
                                            fact.place(),
                                            "withdrawal "
                                                    + fact.id("withdrawalId")
                                                    + " was released while pause "
                                                    + pause
                                                    + " covers it"));
        }
    }

    private void asked(Fact fact) {
        if (!openers.containsKey(fact.id("pauseId"))) {
            report.finding(fact.place(), "the end of a pause that is not here was asked for");
        }
        people.asked(fact);
    }

    private void open(Fact fact) {
        UUID id = fact.id("pauseId");
        openers.putIfAbsent(id, fact.text("openedBy"));
        Pause pause = new Pause(fact.scope(), fact.text("mode"), fact.position(), false);
        resumptions.opened(id, pause, fact);
        lifts.opened(fact);
        if (!resumed.contains(id) && opened.putIfAbsent(id, pause) == null) {
            report.count(Figure.PAUSES_OPENED);
        }
    }

    private void resume(Fact fact) {
        UUID id = fact.id("pauseId");
        resumptions.applied(fact);
        if (resumed.add(id)) {
            report.count(Figure.PAUSES_RESUMED);
            opened.computeIfPresent(
                    id,
                    (same, pause) ->
                            new Pause(pause.scope(), pause.mode(), pause.fencedAt(), true));
        }
    }

    private Optional<UUID> covering(String asset, String network) {
        return opened.entrySet().stream()
                .filter(pause -> !pause.getValue().resumed())
                .filter(pause -> pause.getValue().scope().covers(asset, network))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
