package io.sluice.demo;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/** Follows the counted entries as the node gives them to auditors, for the picture only. */
final class LogTail {

    enum Kind {
        REQUESTED("withdrawal-requested"),
        RELEASED("withdrawal-released"),
        SETTLED("withdrawal-settled");

        private final String event;

        Kind(String event) {
            this.event = event;
        }
    }

    private static final Duration LOOK_EVERY = Duration.ofMillis(300);
    private static final int A_PAGE = 500;

    private final NodeApi api;
    private final Curtain curtain;
    private final long[] next;
    private final Map<Kind, AtomicLong> seen = new EnumMap<>(Kind.class);

    LogTail(NodeApi api, int partitions, Curtain curtain) {
        this.api = api;
        this.curtain = curtain;
        this.next = new long[partitions];
        for (Kind kind : Kind.values()) {
            seen.put(kind, new AtomicLong());
        }
    }

    void start() {
        var _ = Thread.ofVirtual().name("demo-tail").start(this::follow);
    }

    private void follow() {
        do {
            for (int partition = 0; partition < next.length; partition++) {
                while (readPage(partition) == A_PAGE) {
                    // There is more.
                }
            }
        } while (curtain.pass(LOOK_EVERY));
    }

    private int readPage(int partition) {
        Optional<Answer> page =
                api.get(
                        Person.AUDITOR,
                        "/v1/audit/entries?partition="
                                + partition
                                + "&from="
                                + next[partition]
                                + "&limit="
                                + A_PAGE);
        if (page.isEmpty() || !page.get().accepted()) {
            return 0;
        }
        JsonNode entries = page.get().body().path("entries");
        entries.forEach(
                entry -> {
                    next[partition] = entry.path("offset").asLong() + 1;
                    entry.path("events").forEach(this::count);
                });
        return entries.size();
    }

    private void count(JsonNode event) {
        String type = event.path("type").asString("");
        for (Kind kind : Kind.values()) {
            if (kind.event.equals(type)) {
                counter(kind).incrementAndGet();
            }
        }
    }

    private AtomicLong counter(Kind kind) {
        return java.util.Objects.requireNonNull(seen.get(kind));
    }

    long seen(Kind kind) {
        return counter(kind).get();
    }
}
