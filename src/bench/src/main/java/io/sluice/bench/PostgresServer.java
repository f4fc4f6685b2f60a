package io.sluice.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The product's PostgreSQL, as durable as the product runs it, with the memory and the connections
 * that a database of its own would get: the product's embedded one is set up to be small.
 */
final class PostgresServer implements AutoCloseable {

    private static final Map<String, String> SETTINGS = settings();

    private final EmbeddedPostgres server;

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    private static Map<String, String> settings() {
        Map<String, String> all = new LinkedHashMap<>();
        // The library passes the contrary of these three; what comes later wins.
        all.put("fsync", "on");
        all.put("synchronous_commit", "on");
        all.put("full_page_writes", "on");
        all.put("shared_buffers", "512MB");
        all.put("max_wal_size", "4GB");
        all.put("checkpoint_timeout", "15min");
        all.put("max_connections", "200");
        return all;
    }

    static PostgresServer start(Path folder) {
        try {
            Files.createDirectories(folder);
            ProcessBuilder.Redirect log =
                    ProcessBuilder.Redirect.appendTo(folder.resolve("postgres.log").toFile());
            EmbeddedPostgres.Builder builder =
                    EmbeddedPostgres.builder()
                            .setDataDirectory(folder.resolve("data"))
                            .setOverrideWorkingDirectory(folder.resolve("programs").toFile())
                            .setPGStartupWait(Duration.ofSeconds(30))
                            .setLocaleConfig("locale", "C")
                            .setErrorRedirector(log)
                            .setOutputRedirector(log)
                            .setServerConfig("listen_addresses", "127.0.0.1")
                            .setServerConfig("unix_socket_directories", "");
            SETTINGS.forEach(builder::setServerConfig);
            PostgresServer started = new PostgresServer(builder.start());
            started.requireSettings();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the server says itself; a peer that does not sync would be no peer. */
    private void requireSettings() {
        for (String name : SETTINGS.keySet()) {
            InconsistentException.unlessEqual(
                    "PostgreSQL's " + name, SETTINGS.get(name), setting(name));
        }
    }

    String setting(String name) {
        return query("SHOW " + name);
    }

    Map<String, String> settingsThatMatter() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("server_version", setting("server_version"));
        SETTINGS.keySet().forEach(name -> all.put(name, setting(name)));
        all.put("wal_sync_method", setting("wal_sync_method"));
        return all;
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres?user=postgres";
    }

    Connection connect() {
        try {
            return DriverManager.getConnection(jdbcUrl());
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    /** Of a query with one row of one column. */
    String query(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new IllegalStateException("no row: " + sql);
            }
            return String.valueOf(rows.getString(1));
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    void run(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
