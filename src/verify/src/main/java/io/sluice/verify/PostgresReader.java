package io.sluice.verify;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads all rows in one snapshot of PostgreSQL; it never writes. */
final class PostgresReader {

    private static final int FETCHED_AT_ONCE = 10_000;

    private final PostgresRows rows = PostgresRows.empty();
    private final Duration patience;

    private PostgresReader(Duration patience) {
        this.patience = patience;
    }

    /**
     * @param url of JDBC, with the user
     * @throws CannotCheckException when PostgreSQL does not answer, or has no such tables
     */
    static PostgresRows read(String url, Duration patience) {
        Properties properties = new Properties();
        String seconds = Long.toString(Math.max(1, patience.toSeconds()));
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        properties.setProperty("ApplicationName", "sluice-verify");
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            connection.setAutoCommit(false);
            return new PostgresReader(patience).read(connection);
        } catch (SQLException failed) {
            throw new CannotCheckException("PostgreSQL cannot be read", failed);
        }
    }

    private PostgresRows read(Connection connection) throws SQLException {
        try (Statement begin = connection.createStatement()) {
            begin.execute("set transaction isolation level repeatable read read only");
        }
        positions(connection);
        accounts(connection);
        withdrawals(connection);
        postings(connection);
        fences(connection);
        connection.rollback();
        return rows;
    }

    private interface Row {
        void take(ResultSet row) throws SQLException;
    }

    private void each(Connection connection, String sql, Row taker) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCHED_AT_ONCE);
            statement.setQueryTimeout(Math.toIntExact(Math.max(1, patience.toSeconds())));
            try (ResultSet found = statement.executeQuery(sql)) {
                while (found.next()) {
                    taker.take(found);
                }
            }
        }
    }

    private void positions(Connection connection) throws SQLException {
        each(
                connection,
                "select partition, next_sequence, coalesce(last_offset, -1), coalesce(last_head, '')"
                        + " from sluice.projection_position",
                row ->
                        rows.positions()
                                .put(
                                        row.getInt(1),
                                        new PostgresRows.Position(
                                                row.getLong(2), row.getLong(3), text(row, 4))));
    }

    private void accounts(Connection connection) throws SQLException {
        each(
                connection,
                "select account_id, partition, status from sluice.account",
                row ->
                        rows.accounts()
                                .put(
                                        text(row, 1),
                                        new PostgresRows.AccountRow(row.getInt(2), text(row, 3))));
        each(
                connection,
                "select account_id, asset, available, reserved, in_transit from sluice.balance",
                row ->
                        rows.balances()
                                .put(
                                        new PostgresRows.BalanceKey(text(row, 1), text(row, 2)),
                                        new PostgresRows.BalanceRow(
                                                units(row, 3), units(row, 4), units(row, 5))));
    }

    private void withdrawals(Connection connection) throws SQLException {
        each(
                connection,
                "select withdrawal_id, account_id, asset, network, amount, fee, status"
                        + " from sluice.withdrawal",
                row ->
                        rows.withdrawals()
                                .put(
                                        id(row),
                                        new PostgresRows.WithdrawalRow(
                                                text(row, 2),
                                                text(row, 3),
                                                text(row, 4),
                                                units(row, 5),
                                                units(row, 6),
                                                text(row, 7))));
        each(
                connection,
                "select partition, count(*) from sluice.withdrawal_event group by partition",
                row -> rows.withdrawalEvents().put(row.getInt(1), row.getLong(2)));
    }

    private void postings(Connection connection) throws SQLException {
        each(
                connection,
                "select partition, book, coalesce(account_id, ''), asset,"
                        + " count(*) filter (where amount <> 0), sum(amount)"
                        + " from sluice.posting group by partition, book, account_id, asset",
                row -> {
                    rows.postingCounts().merge(row.getInt(1), row.getLong(5), Long::sum);
                    rows.postingSums()
                            .merge(
                                    new PostgresRows.SumKey(
                                            row.getInt(1),
                                            text(row, 2),
                                            text(row, 3),
                                            text(row, 4)),
                                    units(row, 6),
                                    BigInteger::add);
                });
    }

    private void fences(Connection connection) throws SQLException {
        each(
                connection,
                "select pause_id, partition, position, resumed_at is not null"
                        + " from sluice.pause_fence",
                row ->
                        rows.fences()
                                .put(
                                        new PostgresRows.FenceKey(id(row), row.getInt(2)),
                                        new PostgresRows.FenceRow(
                                                text(row, 3), row.getBoolean(4))));
    }

    private static UUID id(ResultSet row) throws SQLException {
        return row.getObject(1, UUID.class);
    }

    private static String text(ResultSet row, int column) throws SQLException {
        @Nullable String value = row.getString(column);
        return value == null ? "" : value;
    }

    private static BigInteger units(ResultSet row, int column) throws SQLException {
        @Nullable BigDecimal value = row.getBigDecimal(column);
        return value == null ? BigInteger.ZERO : value.toBigIntegerExact();
    }
}
