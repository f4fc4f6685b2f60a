package io.sluice.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** A connection with its statements prepared. One thread at a time. */
final class PostgresSession implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement reserve;
    private final PreparedStatement insert;

    PostgresSession(Connection connection) {
        this.connection = connection;
        try {
            connection.setAutoCommit(false);
            reserve =
                    connection.prepareStatement(
                            """
                            UPDATE balance SET available = available - ?, reserved = reserved + ?
                            WHERE account_id = ? AND asset = ? AND available >= ?""");
            insert =
                    connection.prepareStatement(
                            """
                            INSERT INTO withdrawal (id, account_id, asset, network, amount, fee,
                                address, status, requested_at)
                            VALUES (?, ?, ?, ?, ?, ?, ?, 'REQUESTED', now())""");
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    /**
     * One transaction. The insert comes first: the row of the balance is then locked for one round
     * trip less, which is what the hot row is about.
     *
     * @param id chosen by the caller; the primary key refuses it a second time
     * @return whether there were the funds
     */
    boolean withdraw(UUID id, String account) throws SQLException {
        insert.setObject(1, id);
        insert.setString(2, account);
        insert.setString(3, Terms.ASSET);
        insert.setString(4, Terms.NETWORK);
        insert.setLong(5, Terms.AMOUNT);
        insert.setLong(6, Terms.FEE);
        insert.setString(7, Terms.ADDRESS);
        insert.executeUpdate();
        reserve.setLong(1, Terms.TOTAL);
        reserve.setLong(2, Terms.TOTAL);
        reserve.setString(3, account);
        reserve.setString(4, Terms.ASSET);
        reserve.setLong(5, Terms.TOTAL);
        if (reserve.executeUpdate() != 1) {
            connection.rollback();
            return false;
        }
        connection.commit();
        return true;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
