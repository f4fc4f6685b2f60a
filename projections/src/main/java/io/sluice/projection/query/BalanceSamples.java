package io.sluice.projection.query;

import io.sluice.ledger.account.Balance;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.money.Asset;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Accounts with their balances as PostgreSQL has them, some at a time and in turn, for whoever
 * compares them with the ledger. For one thread.
 */
public final class BalanceSamples {

    private static final String ACCOUNTS =
            """
            SELECT a.account_id, a.partition, p.next_sequence
            FROM sluice.account a JOIN sluice.projection_position p USING (partition)
            """;

    private final ReadDatabase database;
    private String after = "";

    BalanceSamples(ReadDatabase database) {
        this.database = database;
    }

    /**
     * @param nextSequence what PostgreSQL has of the partition are the events below it
     */
    public record Sample(
            AccountId account, int partition, long nextSequence, Map<Asset, Balance> balances) {
        public Sample {
            balances = Map.copyOf(balances);
        }
    }

    private record Row(String account, int partition, long nextSequence) {}

    /**
     * The next ones in the order of ids, from the beginning again after the last.
     *
     * @throws IllegalStateException where PostgreSQL does not answer
     */
    public List<Sample> next(int most) {
        List<Sample> samples =
                read(
                        ACCOUNTS + "WHERE a.account_id > ? ORDER BY a.account_id LIMIT ?",
                        statement -> {
                            statement.setString(1, after);
                            statement.setInt(2, most);
                        });
        after = samples.size() < most ? "" : samples.getLast().account().value();
        return samples;
    }

    /**
     * Those, as they are now.
     *
     * @throws IllegalStateException where PostgreSQL does not answer
     */
    public List<Sample> of(List<AccountId> accounts) {
        return accounts.isEmpty()
                ? List.of()
                : read(
                        ACCOUNTS + "WHERE a.account_id = ANY(?)",
                        statement ->
                                statement.setArray(
                                        1,
                                        statement
                                                .getConnection()
                                                .createArrayOf(
                                                        "text",
                                                        accounts.stream()
                                                                .map(AccountId::value)
                                                                .toArray())));
    }

    private interface Arguments {
        void into(PreparedStatement statement) throws SQLException;
    }

    private List<Sample> read(String sql, Arguments arguments) {
        try {
            return database.read(connection -> samples(connection, sql, arguments));
        } catch (ProjectionUnavailableException unavailable) {
            throw new IllegalStateException("PostgreSQL does not answer", unavailable);
        }
    }

    private static List<Sample> samples(Connection connection, String sql, Arguments arguments)
            throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            arguments.into(statement);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(new Row(found.getString(1), found.getInt(2), found.getLong(3)));
                }
            }
        }
        Map<String, Map<Asset, Balance>> balances = balances(connection, rows);
        return rows.stream()
                .map(
                        row ->
                                new Sample(
                                        new AccountId(row.account()),
                                        row.partition(),
                                        row.nextSequence(),
                                        balances.getOrDefault(row.account(), Map.of())))
                .toList();
    }

    private static Map<String, Map<Asset, Balance>> balances(Connection connection, List<Row> rows)
            throws SQLException {
        Map<String, Map<Asset, Balance>> balances = new HashMap<>();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        SELECT account_id, asset, available, reserved, in_transit
                        FROM sluice.balance WHERE account_id = ANY(?)\
                        """)) {
            statement.setArray(
                    1, connection.createArrayOf("text", rows.stream().map(Row::account).toArray()));
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    balances.computeIfAbsent(found.getString(1), absent -> new HashMap<>())
                            .put(
                                    new Asset(found.getString(2)),
                                    new Balance(
                                            AccountQueries.amount(found, "available"),
                                            AccountQueries.amount(found, "reserved"),
                                            AccountQueries.amount(found, "in_transit")));
                }
            }
        }
        return balances;
    }
}
