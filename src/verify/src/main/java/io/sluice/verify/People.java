package io.sluice.verify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** That several people resumed where the log says so: each asked, in the pause's home partition. */
final class People {

    private final Map<UUID, Set<String>> asked = new HashMap<>();
    private final Map<UUID, Integer> needed = new HashMap<>();
    private final Report report;

    People(Report report) {
        this.report = report;
    }

    void asked(Fact fact) {
        Set<String> people =
                asked.computeIfAbsent(fact.id("pauseId"), none -> new LinkedHashSet<>());
        people.add(fact.text("askedBy"));
        needed.put(fact.id("pauseId"), fact.number("needed"));
        if (people.size() != fact.number("people")) {
            report.finding(
                    fact.place(),
                    "says that "
                            + fact.number("people")
                            + " different people asked, and "
                            + people.size()
                            + " did");
        }
    }

    /**
     * @param opener who opened the pause
     */
    void decided(Fact fact, String opener) {
        List<String> named = fact.texts("askedBy");
        String decider = fact.text("decidedBy");
        boolean broken = fact.text("authority").equals("BREAK_GLASS");
        if (broken) {
            if (!named.equals(List.of(decider))) {
                report.finding(fact.place(), "one person broke the glass, and others are named");
            }
            return;
        }
        Set<String> here = asked.getOrDefault(fact.id("pauseId"), Set.of());
        int most = needed.getOrDefault(fact.id("pauseId"), 0);
        if (new HashSet<>(named).size() != named.size()
                || named.size() < Math.max(2, most)
                || !named.contains(decider)
                || !here.containsAll(named)) {
            report.finding(
                    fact.place(),
                    "was decided by " + named + ", and those who asked here are " + here);
        }
        if (most > 1 && decider.equals(opener)) {
            report.finding(fact.place(), opener + " opened the pause and completed its end");
        }
    }
}
