package io.sluice.projection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** A connection pool with the deadlines that the projection and the queries count on. */
public final class ProjectionPool {

    private static final int CONNECTIONS = 16;
    private static final long CONNECTION_WAIT_MILLIS = 1_000;

    private ProjectionPool() {}

    /**
     * Can be made while PostgreSQL is down. Whoever asks for a connection gets one within a second
     * or an error.
     *
     * @param jdbcUrl with the user in it
     */
    public static HikariDataSource of(String jdbcUrl) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("projection");
        config.setJdbcUrl(jdbcUrl);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(CONNECTION_WAIT_MILLIS);
        config.setValidationTimeout(CONNECTION_WAIT_MILLIS / 2);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("connectTimeout", "2");
        config.addDataSourceProperty("loginTimeout", "2");
        config.addDataSourceProperty("ApplicationName", "sluice");
        return new HikariDataSource(config);
    }
}
