package io.sluice.projection.testing;

import io.sluice.migration.EmbeddedDatabase;
import io.sluice.migration.Migrations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A migrated PostgreSQL in a test's own folder. */
public final class TestDatabase implements AutoCloseable {

    private static final String TABLES =
            "projection_position, projection_token, account, balance, withdrawal,"
                    + " withdrawal_event, posting, pause, pause_fence, resumption";

    private final EmbeddedDatabase server;

    private TestDatabase(EmbeddedDatabase server) {
        this.server = server;
    }

    public static TestDatabase start(Path folder) {
        EmbeddedDatabase server =
                EmbeddedDatabase.start(
                        EmbeddedDatabase.Settings.of(folder.resolve("postgres"))
                                .withBinariesDirectory(Path.of("target", "postgres-programs"))
                                .withRestartDelay(Duration.ofMillis(200)));
        Migrations.migrate(server.dataSource());
        return new TestDatabase(server);
    }

    public String url() {
        return server.jdbcUrl();
    }

    public EmbeddedDatabase server() {
        return server;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    /** Empties all tables. */
    public void clear() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path TO sluice");
            statement.execute("TRUNCATE " + TABLES);
        }
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Rows as text, columns joined by a bar; NULL as it is. */
    public List<String> rows(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> columns = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    columns.add(String.valueOf(result.getString(column)));
                }
                rows.add(String.join("|", columns));
            }
            return rows;
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
