package io.sluice.projection.query;

import io.sluice.ledger.account.AccountStatus;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.reads.StrongReads.AccountReading;
import io.sluice.ledger.reads.StrongReads.BalanceReading;
import io.sluice.ledger.reads.StrongReads.TimelineReading;
import io.sluice.ledger.reads.StrongReads.WithdrawalReading;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** One account or one withdrawal as PostgreSQL has it, in the shape in which the owner tells it. */
final class AccountQueries {

    private static final TypeReference<Map<String, String>> DETAIL = new TypeReference<>() {};

    private final ReadDatabase database;
    private final JsonMapper json = new JsonMapper();

    AccountQueries(ReadDatabase database) {
        this.database = database;
    }

    Optional<AccountReading> account(AccountId id) throws ProjectionUnavailableException {
        return database.read(
                connection -> {
                    try (PreparedStatement statement =
                            connection.prepareStatement(
                                    """
                                    SELECT a.status, p.partition, p.last_offset, p.last_head,
                                        p.last_time
                                    FROM sluice.account a
                                    JOIN sluice.projection_position p USING (partition)
                                    WHERE a.account_id = ?\
                                    """)) {
                        statement.setString(1, id.value());
                        try (ResultSet row = statement.executeQuery()) {
                            return row.next()
                                    ? Optional.of(account(connection, id, row))
                                    : Optional.empty();
                        }
                    }
                });
    }

    private static AccountReading account(Connection connection, AccountId id, ResultSet row)
            throws SQLException {
        return new AccountReading(
                id,
                AccountStatus.valueOf(row.getString("status")),
                balances(connection, id),
                position(row),
                time(row, "last_time"));
    }

    private static List<BalanceReading> balances(Connection connection, AccountId id)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        SELECT asset, available, reserved + in_transit AS reserved
                        FROM sluice.balance WHERE account_id = ?\
                        """)) {
            statement.setString(1, id.value());
            try (ResultSet rows = statement.executeQuery()) {
                List<BalanceReading> balances = new ArrayList<>();
                while (rows.next()) {
                    balances.add(
                            new BalanceReading(
                                    new Asset(rows.getString("asset")),
                                    amount(rows, "available"),
                                    amount(rows, "reserved")));
                }
                return balances;
            }
        }
    }

    Optional<WithdrawalReading> withdrawal(AccountId account, WithdrawalId id)
            throws ProjectionUnavailableException {
        return database.read(
                connection -> {
                    try (PreparedStatement statement =
                            connection.prepareStatement(
                                    "SELECT "
                                            + WithdrawalRow.COLUMNS
                                            + """
                                            , p.last_offset, p.last_head, p.last_time
                                            FROM sluice.withdrawal w
                                            JOIN sluice.projection_position p USING (partition)
                                            WHERE w.withdrawal_id = ? AND w.account_id = ?\
                                            """)) {
                        statement.setObject(1, id.value());
                        statement.setString(2, account.value());
                        try (ResultSet row = statement.executeQuery()) {
                            return row.next()
                                    ? Optional.of(withdrawal(connection, row))
                                    : Optional.empty();
                        }
                    }
                });
    }

    private WithdrawalReading withdrawal(Connection connection, ResultSet row) throws SQLException {
        WithdrawalRow withdrawal = WithdrawalRow.of(row);
        return new WithdrawalReading(
                withdrawal.id(),
                withdrawal.terms(),
                withdrawal.status(),
                timeline(connection, withdrawal.id()),
                position(row),
                time(row, "last_time"),
                withdrawal.holding());
    }

    private List<TimelineReading> timeline(Connection connection, WithdrawalId id)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        SELECT event, at, actor, position, detail FROM sluice.withdrawal_event
                        WHERE withdrawal_id = ? ORDER BY sequence\
                        """)) {
            statement.setObject(1, id.value());
            try (ResultSet rows = statement.executeQuery()) {
                List<TimelineReading> timeline = new ArrayList<>();
                while (rows.next()) {
                    timeline.add(
                            new TimelineReading(
                                    rows.getString("event"),
                                    time(rows, "at"),
                                    rows.getString("actor"),
                                    rows.getString("position"),
                                    json.readValue(rows.getString("detail"), DETAIL)));
                }
                return timeline;
            }
        }
    }

    /** {@code partition:offset:head8} of the last entry that the projection has. */
    private static String position(ResultSet row) throws SQLException {
        return row.getInt("partition")
                + ":"
                + row.getLong("last_offset")
                + ":"
                + row.getString("last_head").substring(0, 8);
    }

    static Amount amount(ResultSet row, String column) throws SQLException {
        return new Amount(row.getBigDecimal(column).toBigIntegerExact());
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
