package io.sluice.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Expiries of one partition's withdrawals, held against the rule of events.md: time counts only
 * while no pause covers a withdrawal, nothing is released once its time is up, and nothing expires
 * before.
 */
final class Expiries {

    private record Term(String asset, String network, Instant since, Instant expiresAt) {}

    private record Pause(Scope scope, Instant from, Instant until) {}

    private final Map<UUID, Term> terms = new HashMap<>();
    private final Map<UUID, Pause> pauses = new HashMap<>();
    private final Set<UUID> resumed = new HashSet<>();
    private final Report report;

    Expiries(Report report) {
        this.report = report;
    }

    void apply(Fact fact) {
        switch (fact.type()) {
            case WITHDRAWAL_REQUESTED -> requested(fact);
            case WITHDRAWAL_RELEASED -> released(fact);
            case WITHDRAWAL_EXPIRED -> expired(fact);
            case PAUSE_OPENED -> {
                if (!resumed.contains(fact.id("pauseId"))) {
                    pauses.putIfAbsent(
                            fact.id("pauseId"),
                            new Pause(fact.scope(), fact.times().entry(), Instant.MAX));
                }
            }
            case PAUSE_RESUMED -> {
                if (resumed.add(fact.id("pauseId"))) {
                    pauses.computeIfPresent(
                            fact.id("pauseId"),
                            (id, pause) ->
                                    new Pause(pause.scope(), pause.from(), fact.times().entry()));
                }
            }
            case WITHDRAWAL_APPROVED,
                    WITHDRAWAL_REJECTED,
                    WITHDRAWAL_HELD,
                    WITHDRAWAL_SUBMITTED,
                    WITHDRAWAL_SETTLED,
                    WITHDRAWAL_FAILED,
                    WITHDRAWAL_OUTCOME_UNKNOWN,
                    WITHDRAWAL_CANCELLED,
                    ACCOUNT_OPENED,
                    ACCOUNT_FROZEN,
                    ACCOUNT_UNFROZEN,
                    ACCOUNT_CLOSED,
                    DEPOSIT_CREDITED,
                    RESUMPTION_ASKED,
                    RESUMPTION_DECIDED,
                    EXTENSION_DECIDED,
                    PAUSE_EXTENDED -> {}
        }
    }

    private void requested(Fact fact) {
        Optional<Instant> decidedAt = fact.time("decidedAt");
        Optional<Instant> expiresAt = fact.time("expiresAt");
        if (decidedAt.filter(fact.times().decided()::isBefore).isPresent()) {
            report.finding(fact.place(), "decidedAt is later than the decision can have been");
        }
        if (expiresAt.isPresent() && !expiresAt.get().isAfter(decidedAt.orElse(Instant.MAX))) {
            report.finding(fact.place(), "the request had expired before it was made");
        }
        decidedAt.ifPresent(
                since ->
                        expiresAt.ifPresent(
                                end ->
                                        terms.put(
                                                fact.id("withdrawalId"),
                                                new Term(
                                                        fact.text("asset"),
                                                        fact.text("network"),
                                                        since,
                                                        end))));
    }

    private void released(Fact fact) {
        Term term = terms.get(fact.id("withdrawalId"));
        if (term != null && !end(term).isAfter(fact.times().decided())) {
            report.finding(
                    fact.place(),
                    "withdrawal " + fact.id("withdrawalId") + " was released after its expiry");
        }
    }

    private void expired(Fact fact) {
        UUID id = fact.id("withdrawalId");
        Term term = terms.get(id);
        if (term == null) {
            report.finding(fact.place(), "withdrawal " + id + " expired, but has no expiry");
            return;
        }
        Instant end = end(term);
        if (end.isAfter(fact.times().decided())) {
            report.finding(fact.place(), "withdrawal " + id + " expired before its time was up");
        } else if (!fact.time("expiredAt").equals(Optional.of(end))) {
            report.finding(fact.place(), "withdrawal " + id + " expired at " + end);
        }
    }

    /** Where its time is up; the end of all time where a pause goes on before that. */
    private Instant end(Term term) {
        TreeMap<Instant, Integer> changes = new TreeMap<>();
        for (Pause pause : pauses.values()) {
            if (pause.scope().covers(term.asset(), term.network())) {
                changes.merge(pause.from(), 1, Integer::sum);
                changes.merge(pause.until(), -1, Integer::sum);
            }
        }
        Duration left = Duration.between(term.since(), term.expiresAt());
        Instant reached = term.since();
        int covering = 0;
        for (Map.Entry<Instant, Integer> change : changes.entrySet()) {
            if (change.getKey().isAfter(reached)) {
                if (covering == 0) {
                    Duration running = Duration.between(reached, change.getKey());
                    if (running.compareTo(left) >= 0) {
                        return reached.plus(left);
                    }
                    left = left.minus(running);
                }
                reached = change.getKey();
            }
            covering += change.getValue();
        }
        return covering > 0 || reached.equals(Instant.MAX) ? Instant.MAX : reached.plus(left);
    }
}
