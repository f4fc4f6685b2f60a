package io.sluice.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Customers who look at their balance, over and over: some are content with what PostgreSQL has,
 * some ask the owner of their account for what is true now.
 */
final class Reads {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final NodeApi api;
    private final List<String> accounts;
    private final Curtain curtain;
    private final AtomicLong fromOwner = new AtomicLong();
    private final AtomicLong fromPostgres = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final AtomicReference<Instant> lastAsOf = new AtomicReference<>(Instant.EPOCH);

    Reads(NodeApi api, List<String> accounts, Curtain curtain) {
        this.api = api;
        this.accounts = accounts;
        this.curtain = curtain;
    }

    /**
     * @param readers of each kind
     */
    void start(int readers, Duration every) {
        for (int reader = 0; reader < readers; reader++) {
            int first = reader;
            var _ = Thread.ofVirtual().start(() -> look(first, "?consistency=strong", every));
            var _ = Thread.ofVirtual().start(() -> look(first, "", every));
        }
    }

    private void look(int first, String consistency, Duration every) {
        for (int turn = first; curtain.pass(every); turn += 7) {
            String account = accounts.get(turn % accounts.size());
            count(api.get(Person.EXCHANGE, "/v1/accounts/" + account + consistency, PATIENCE));
        }
    }

    private void count(Optional<Answer> answer) {
        if (answer.isEmpty()) {
            unanswered.incrementAndGet();
        } else if (!answer.get().accepted()) {
            refused.incrementAndGet();
        } else if (answer.get().text("source").equals("owner")) {
            fromOwner.incrementAndGet();
        } else {
            fromPostgres.incrementAndGet();
            lastAsOf.set(Instant.parse(answer.get().text("asOf")));
        }
    }

    long fromOwner() {
        return fromOwner.get();
    }

    long fromPostgres() {
        return fromPostgres.get();
    }

    /** With an error that says so. */
    long refused() {
        return refused.get();
    }

    /** Within the patience of whoever asked. */
    long unanswered() {
        return unanswered.get();
    }

    long answered() {
        return fromOwner() + fromPostgres();
    }

    /** The state that the last answer out of PostgreSQL showed. */
    Instant lastAsOf() {
        return lastAsOf.get();
    }
}
