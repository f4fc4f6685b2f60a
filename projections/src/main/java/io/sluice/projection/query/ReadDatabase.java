package io.sluice.projection.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Reads from PostgreSQL in one snapshot. Once it has failed, nobody waits for it again for a
 * moment: requests that have another way to an answer must not queue behind a dead connection.
 */
final class ReadDatabase {

    private static final int NETWORK_TIMEOUT_MILLIS = 3_000;
    private static final Duration LEFT_ALONE = Duration.ofMillis(500);

    private final DataSource dataSource;
    private volatile long leftAloneUntilNanos = System.nanoTime();

    ReadDatabase(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    interface Reading<T> {
        T from(Connection connection) throws SQLException;
    }

    <T> T read(Reading<T> reading) throws ProjectionUnavailableException {
        if (System.nanoTime() - leftAloneUntilNanos < 0) {
            throw new ProjectionUnavailableException("PostgreSQL failed a moment ago");
        }
        try (Connection connection = dataSource.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MILLIS);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            T result = reading.from(connection);
            connection.commit();
            return result;
        } catch (SQLException failed) {
            leftAloneUntilNanos = System.nanoTime() + LEFT_ALONE.toNanos();
            throw new ProjectionUnavailableException(failed);
        }
    }
}
