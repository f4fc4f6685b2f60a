package io.sluice.bench;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * The same withdrawal as a transaction of plain PostgreSQL: the balance is checked and changed, a
 * row says so, and the commit is on disk. Amounts are 64 bits wide, which is quicker than what
 * Sluice keeps.
 */
final class PostgresFamily implements Family {

    private final PostgresServer server;
    private final int accounts;
    private final Workers<PostgresSession> workers;
    private final SplittableRandom random = new SplittableRandom(3);
    private final LongAdder accepted = new LongAdder();
    private final List<Contender> contenders;

    /**
     * @param mostInFlight of all measurements
     */
    PostgresFamily(PostgresServer server, int accounts, int mostInFlight) {
        this.server = server;
        this.accounts = accounts;
        this.workers = new Workers<>(mostInFlight, () -> new PostgresSession(server.connect()));
        this.contenders =
                List.of(
                        new Withdrawing(
                                "postgres-spread", () -> Terms.account(random.nextInt(accounts))),
                        new Withdrawing("postgres-hot", () -> Terms.HOT_ACCOUNT));
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public List<Contender> contenders() {
        return contenders;
    }

    /** Rows have room to stay on their page when they change, so that no index needs to. */
    @Override
    public void beginRound() {
        workers.close();
        server.run(
                "DROP TABLE IF EXISTS withdrawal",
                "DROP TABLE IF EXISTS balance",
                """
                CREATE TABLE balance (
                    account_id text NOT NULL,
                    asset text NOT NULL,
                    available bigint NOT NULL CHECK (available >= 0),
                    reserved bigint NOT NULL CHECK (reserved >= 0),
                    PRIMARY KEY (account_id, asset)
                ) WITH (fillfactor = 50)""",
                """
                CREATE TABLE withdrawal (
                    id uuid PRIMARY KEY,
                    account_id text NOT NULL,
                    asset text NOT NULL,
                    network text NOT NULL,
                    amount bigint NOT NULL,
                    fee bigint NOT NULL,
                    address text NOT NULL,
                    status text NOT NULL,
                    requested_at timestamptz NOT NULL
                )""",
                """
                INSERT INTO balance
                SELECT 'account-' || lpad(n::text, 6, '0'), '%s', %d, 0
                FROM generate_series(0, %d) n"""
                        .formatted(Terms.ASSET, Terms.FUNDS, accounts - 1),
                "INSERT INTO balance VALUES ('%s', '%s', %d, 0)"
                        .formatted(Terms.HOT_ACCOUNT, Terms.ASSET, Terms.FUNDS),
                "VACUUM ANALYZE balance",
                "CHECKPOINT");
        accepted.reset();
    }

    @Override
    public void check() {
        BigDecimal withdrawals = BigDecimal.valueOf(accepted.sum());
        BigDecimal withdrawn = withdrawals.multiply(BigDecimal.valueOf(Terms.TOTAL));
        BigDecimal deposited =
                BigDecimal.valueOf(Terms.FUNDS).multiply(BigDecimal.valueOf(accounts + 1L));
        check("rows", withdrawals, "SELECT count(*) FROM withdrawal");
        check("in rows", withdrawn, "SELECT coalesce(sum(amount + fee), 0) FROM withdrawal");
        check("reserved", withdrawn, "SELECT sum(reserved) FROM balance");
        check("available", deposited.subtract(withdrawn), "SELECT sum(available) FROM balance");
    }

    private void check(String what, BigDecimal expected, String sql) {
        InconsistentException.unlessEqual(
                "postgres: " + what, expected, new BigDecimal(server.query(sql)));
    }

    @Override
    public void close() {
        workers.close();
    }

    private final class Withdrawing implements Pooled {

        private final String name;
        private final Supplier<String> account;
        private int mostConnections = 16;

        Withdrawing(String name, Supplier<String> account) {
            this.name = name;
            this.account = account;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void useAtMost(int connections) {
            mostConnections = connections;
        }

        @Override
        public void prepare(int inFlight) {
            workers.start(Math.min(inFlight, mostConnections));
        }

        @Override
        public void finish() {
            workers.stop();
        }

        @Override
        public void issue(Answer answer) {
            UUID id = Keys.next(random);
            String from = account.get();
            workers.submit(session -> withdraw(session, id, from, answer));
        }

        private void withdraw(PostgresSession session, UUID id, String from, Answer answer) {
            try {
                if (session.withdraw(id, from)) {
                    accepted.increment();
                    answer.accepted();
                } else {
                    answer.failed(new IllegalStateException("no funds in " + from));
                }
            } catch (SQLException e) {
                answer.failed(e);
            }
        }
    }
}
