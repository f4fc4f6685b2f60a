package io.sluice.projection.query;

import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.reads.Holding;
import io.sluice.ledger.reads.StrongReads.AccountReading;
import io.sluice.ledger.reads.StrongReads.BalanceReading;
import io.sluice.ledger.reads.StrongReads.TimelineReading;
import io.sluice.ledger.reads.StrongReads.WithdrawalReading;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import io.sluice.ledger.withdrawal.WithdrawalTerms;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Readings as the API's JSON: the same members in the same order, whoever answered. */
final class Views {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Catalogue catalogue;

    Views(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Who answered. */
    enum Source {
        PROJECTION("projection"),
        OWNER("owner");

        private final String wire;

        Source(String wire) {
            this.wire = wire;
        }
    }

    Map<String, Object> account(AccountReading reading, Source source) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("accountId", reading.accountId().value());
        json.put("status", reading.status().name());
        json.put(
                "balances",
                reading.balances().stream()
                        .sorted(Comparator.comparing(balance -> balance.asset().code()))
                        .map(this::balance)
                        .toList());
        json.put("position", reading.position());
        json.put("asOf", time(reading.asOf()));
        json.put("source", source.wire);
        return json;
    }

    private Map<String, Object> balance(BalanceReading balance) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("asset", balance.asset().code());
        json.put("available", catalogue.render(balance.asset(), balance.available()));
        json.put("reserved", catalogue.render(balance.asset(), balance.reserved()));
        return json;
    }

    Map<String, Object> withdrawal(WithdrawalReading reading, Source source) {
        Map<String, Object> json = terms(reading.id().toString(), reading.terms());
        status(json, reading.status());
        holding(json, reading.holding());
        json.put("timeline", reading.timeline().stream().map(Views::line).toList());
        json.put("position", reading.position());
        json.put("asOf", time(reading.asOf()));
        json.put("source", source.wire);
        return json;
    }

    /** A line of a list: no timeline, but when it began, and what holds it. */
    Map<String, Object> withdrawal(WithdrawalRow row) {
        Map<String, Object> json = terms(row.id().toString(), row.terms());
        status(json, row.status());
        holding(json, row.holding());
        if (row.status() == WithdrawalStatus.HELD) {
            json.put("pauseIds", row.heldBy().stream().map(Object::toString).toList());
        }
        json.put("requestedAt", time(row.requestedAt()));
        json.put("changedAt", time(row.changedAt()));
        return json;
    }

    Map<String, Object> withdrawals(List<WithdrawalRow> rows) {
        return Map.of("withdrawals", rows.stream().map(this::withdrawal).toList());
    }

    private Map<String, Object> terms(String id, WithdrawalTerms terms) {
        Map<String, Object> destination = new LinkedHashMap<>();
        destination.put("address", terms.destination().address());
        terms.destination().memo().ifPresent(memo -> destination.put("memo", memo));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("withdrawalId", id);
        json.put("accountId", terms.accountId().value());
        json.put("asset", terms.asset().code());
        json.put("network", terms.network().name());
        json.put("amount", catalogue.render(terms.asset(), terms.amount()));
        json.put("fee", catalogue.render(terms.asset(), terms.fee()));
        json.put("destination", destination);
        return json;
    }

    private static void status(Map<String, Object> json, WithdrawalStatus status) {
        json.put("status", status.name());
        json.put("money", status.money().wire());
    }

    /** Which pauses hold it, and why it can't leave. */
    private static void holding(Map<String, Object> json, Optional<Holding> holding) {
        holding.ifPresent(
                held -> {
                    json.put("heldBy", held.heldBy().stream().map(Object::toString).toList());
                    json.put("heldReason", held.reason().wire());
                });
    }

    private static Map<String, Object> line(TimelineReading line) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("event", line.event());
        json.put("at", time(line.at()));
        json.put("actor", line.actor());
        json.put("position", line.position());
        json.put("detail", new TreeMap<>(line.detail()));
        return json;
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
