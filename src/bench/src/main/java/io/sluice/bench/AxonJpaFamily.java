package io.sluice.bench;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The same withdrawal as a command of an application on Axon's own event store in PostgreSQL. Every
 * command reads all events of its account, so only spread accounts are measured, new in every
 * round: with long histories it would be slower than shown here. Two commands on one account at
 * once conflict, and the loser is tried again, which is within its latency. No idempotency keys.
 */
final class AxonJpaFamily implements Family {

    private static final int MOST_TRIES = 50;
    private static final String DUPLICATE = "23505";

    private final PostgresServer server;
    private final int accounts;
    private final int mostConnections;
    private final Workers<AutoCloseable> workers;
    private final SplittableRandom random = new SplittableRandom(4);
    private final LongAdder accepted = new LongAdder();
    private final List<Contender> contenders;
    private @Nullable AxonJpaStore store;

    AxonJpaFamily(PostgresServer server, int accounts, int mostConnections, int mostInFlight) {
        this.server = server;
        this.accounts = accounts;
        this.mostConnections = mostConnections;
        this.workers = new Workers<>(mostInFlight, () -> () -> {});
        this.contenders = List.of(new Withdrawing());
    }

    @Override
    public String name() {
        return "axon-jpa";
    }

    @Override
    public List<Contender> contenders() {
        return contenders;
    }

    @Override
    public void beginRound() {
        if (store == null) {
            store = new AxonJpaStore(server.jdbcUrl(), mostConnections);
        }
        server.run("TRUNCATE aggregate_event_entry");
        store().fundAccounts(accounts);
        server.run("VACUUM ANALYZE aggregate_event_entry", "CHECKPOINT");
        accepted.reset();
    }

    private AxonJpaStore store() {
        return Objects.requireNonNull(store, "beginRound() comes first");
    }

    /** What the events say: as many as were accepted, in sequences without gaps, of that amount. */
    @Override
    public void check() {
        BigDecimal withdrawals = BigDecimal.valueOf(accepted.sum());
        check(
                "events",
                withdrawals.add(BigDecimal.valueOf(accounts)),
                "SELECT count(*) FROM aggregate_event_entry");
        check(
                "last of all sequences",
                withdrawals,
                """
                SELECT coalesce(sum(last), 0) FROM (
                    SELECT max(aggregate_sequence_number) AS last FROM aggregate_event_entry
                    GROUP BY aggregate_identifier) each""");
        check(
                "withdrawn",
                withdrawals.multiply(BigDecimal.valueOf(Terms.TOTAL)),
                """
                SELECT coalesce(sum((json->>'amount')::bigint + (json->>'fee')::bigint), 0) FROM (
                    SELECT convert_from(payload, 'UTF8')::jsonb AS json FROM aggregate_event_entry
                    WHERE type LIKE '%WithdrawalRequested') each""");
    }

    private void check(String what, BigDecimal expected, String sql) {
        InconsistentException.unlessEqual(
                "axon-jpa: " + what, expected, new BigDecimal(server.query(sql)));
    }

    @Override
    public void close() {
        workers.close();
        if (store != null) {
            store.close();
            store = null;
        }
    }

    private final class Withdrawing implements Pooled {

        private int connections = mostConnections;

        @Override
        public String name() {
            return "axon-jpa";
        }

        @Override
        public void useAtMost(int most) {
            connections = most;
        }

        @Override
        public void prepare(int inFlight) {
            workers.start(Math.min(inFlight, connections));
        }

        @Override
        public void finish() {
            workers.stop();
        }

        @Override
        public void issue(Answer answer) {
            UUID id = Keys.next(random);
            String from = Terms.account(random.nextInt(accounts));
            workers.submit(_ -> withdraw(id, from, answer));
        }

        private void withdraw(UUID id, String from, Answer answer) {
            try {
                withdraw(id, from);
                accepted.increment();
                answer.accepted();
            } catch (RuntimeException e) {
                answer.failed(e);
            }
        }

        private void withdraw(UUID id, String from) {
            for (int attempt = 1; ; attempt++) {
                try {
                    store().withdraw(id, from);
                    return;
                } catch (RuntimeException e) {
                    if (attempt == MOST_TRIES || !isConflict(e)) {
                        throw e;
                    }
                }
            }
        }
    }

    /** Somebody else's event has the sequence number that this one was given. */
    private static boolean isConflict(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && DUPLICATE.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
