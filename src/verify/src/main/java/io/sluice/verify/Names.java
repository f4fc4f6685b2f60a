package io.sluice.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Ids across all partitions: unique where they must be, and following from the names that they are
 * made of; and the tags by which decisions find their events.
 */
final class Names {

    private final IdMap events = new IdMap();
    private final IdMap keys = new IdMap();
    private final IdMap deposits = new IdMap();
    private final Map<UUID, String> circuitKeys = new HashMap<>();
    private final Report report;

    Names(Report report) {
        this.report = report;
    }

    void check(Fact fact) {
        Optional<UUID> key = key(fact);
        tags(fact, key);
        meta(fact);
        switch (fact.type().family()) {
            case ACCOUNT, WITHDRAWAL -> {
                unique(events, fact.event().id(), fact, "event id");
                key.ifPresent(id -> oneEntry(id, fact));
            }
            case CIRCUIT -> key.ifPresent(id -> oneCommand(id, fact));
        }
        follows(fact, key);
    }

    private static Optional<UUID> key(Fact fact) {
        return Optional.ofNullable(fact.event().meta().get("key"))
                .map(
                        raw ->
                                fact.type().family() == EventType.Family.CIRCUIT
                                        ? Hashes.named("circuit-key", raw)
                                        : Hashes.named("key", fact.text("accountId"), raw));
    }

    private void follows(Fact fact, Optional<UUID> key) {
        switch (fact.type()) {
            case DEPOSIT_CREDITED -> {
                UUID named =
                        Hashes.named(
                                "deposit",
                                fact.text("accountId"),
                                fact.text("asset"),
                                fact.text("reference"));
                same(fact, "depositId", named);
                unique(deposits, named, fact, "deposit reference");
            }
            case WITHDRAWAL_REQUESTED -> {
                if (key.isEmpty()) {
                    report.finding(fact.place(), "a withdrawal was requested without a key");
                }
                key.ifPresent(id -> same(fact, "withdrawalId", derived("withdrawal", id)));
            }
            case PAUSE_OPENED -> key.ifPresent(id -> same(fact, "pauseId", derived("pause", id)));
            case RESUMPTION_ASKED ->
                    key.ifPresent(id -> same(fact, "resumptionId", derived("resumption", id)));
            case RESUMPTION_DECIDED ->
                    same(
                            fact,
                            "resumptionId",
                            key.map(id -> derived("resumption", id))
                                    .orElseGet(() -> derived("lift", fact.id("pauseId"))));
            case EXTENSION_DECIDED -> {
                if (key.isEmpty()) {
                    report.finding(fact.place(), "a pause was extended without a key");
                }
                key.ifPresent(id -> same(fact, "extensionId", derived("extension", id)));
            }
            case ACCOUNT_OPENED,
                    ACCOUNT_FROZEN,
                    ACCOUNT_UNFROZEN,
                    ACCOUNT_CLOSED,
                    WITHDRAWAL_HELD,
                    WITHDRAWAL_RELEASED,
                    WITHDRAWAL_SUBMITTED,
                    WITHDRAWAL_SETTLED,
                    WITHDRAWAL_FAILED,
                    WITHDRAWAL_OUTCOME_UNKNOWN,
                    WITHDRAWAL_CANCELLED,
                    WITHDRAWAL_APPROVED,
                    WITHDRAWAL_REJECTED,
                    WITHDRAWAL_EXPIRED,
                    PAUSE_EXTENDED,
                    PAUSE_RESUMED -> {}
        }
    }

    private static UUID derived(String kind, UUID key) {
        return Hashes.named(kind, key.toString());
    }

    private void same(Fact fact, String member, UUID named) {
        if (!fact.id(member).equals(named)) {
            report.finding(
                    fact.place(),
                    member + " " + fact.id(member) + " does not follow from its names");
        }
    }

    /** One effect per idempotency key: its events stand in one entry. */
    private void oneEntry(UUID key, Fact fact) {
        OptionalLong first = keys.putIfAbsent(key, fact.entry().code());
        if (first.isPresent() && first.getAsLong() != fact.entry().code()) {
            report.finding(
                    fact.place(),
                    "idempotency key \""
                            + fact.event().meta().get("key")
                            + "\" was used before, at "
                            + Place.ofCode(first.getAsLong()));
        }
    }

    /**
     * A circuit command is repeated in every partition, so its key names one thing, not one entry.
     */
    private void oneCommand(UUID key, Fact fact) {
        String made =
                switch (fact.type()) {
                    case PAUSE_OPENED -> "pause " + fact.id("pauseId");
                    case EXTENSION_DECIDED, PAUSE_EXTENDED -> "extension " + fact.id("extensionId");
                    default -> "resumption " + fact.id("resumptionId");
                };
        String first = circuitKeys.putIfAbsent(key, made);
        if (first != null && !first.equals(made)) {
            report.finding(
                    fact.place(),
                    "a circuit key made " + made + " here and " + first + " elsewhere");
        }
    }

    private void unique(IdMap known, UUID id, Fact fact, String what) {
        OptionalLong first = known.putIfAbsent(id, fact.entry().code());
        if (first.isPresent()) {
            report.finding(
                    fact.place(),
                    what + " " + id + " is not unique: also at " + Place.ofCode(first.getAsLong()));
        }
    }

    private void meta(Fact fact) {
        for (String name : List.of("command", "actor")) {
            if (!fact.event().meta().containsKey(name)) {
                report.finding(fact.place(), fact.type().wireName() + " has no meta " + name);
            }
        }
    }

    /** By such an event a withdrawal is queued; version 1 of a request had no such tag. */
    private static boolean makesKnown(Fact fact) {
        return fact.type() == EventType.WITHDRAWAL_APPROVED
                || (fact.type() == EventType.WITHDRAWAL_REQUESTED
                        && !fact.event().version().equals("1")
                        && fact.awaitsApprovalOf().isEmpty());
    }

    private static UUID destination(Fact fact) {
        List<String> parts = new ArrayList<>();
        parts.add(fact.text("accountId"));
        parts.add(fact.text("network"));
        parts.addAll(fact.destination());
        return Hashes.named("destination", parts.toArray(String[]::new));
    }

    private void tags(Fact fact, Optional<UUID> key) {
        List<Entry.Tag> expected = new ArrayList<>();
        switch (fact.type().family()) {
            case ACCOUNT -> expected.add(new Entry.Tag("account", fact.text("accountId")));
            case WITHDRAWAL -> {
                expected.add(new Entry.Tag("account", fact.text("accountId")));
                expected.add(new Entry.Tag("withdrawal", fact.text("withdrawalId")));
            }
            case CIRCUIT -> expected.add(new Entry.Tag("circuit", "circuit"));
        }
        if (fact.type() == EventType.DEPOSIT_CREDITED) {
            expected.add(new Entry.Tag("reference", fact.text("depositId")));
        }
        if (makesKnown(fact)) {
            expected.add(new Entry.Tag("destination", destination(fact).toString()));
        }
        key.ifPresent(id -> expected.add(new Entry.Tag("key", id.toString())));
        Collection<Entry.Tag> found = fact.event().tags();
        if (found.size() != expected.size() || !new HashSet<>(found).containsAll(expected)) {
            report.finding(
                    fact.place(),
                    fact.type().wireName() + " has tags " + found + " and not " + expected);
        }
    }
}
