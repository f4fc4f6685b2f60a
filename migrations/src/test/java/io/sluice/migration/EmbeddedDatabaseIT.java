package io.sluice.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedDatabaseIT {

    private static final int STARTS_KILLED = 8;

    @TempDir Path folder;

    @Test
    void writesDurablyAndListensOnLoopbackOnly() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(TestDatabases.in(folder))) {
            assertThat(show(database, "fsync")).isEqualTo("on");
            assertThat(show(database, "full_page_writes")).isEqualTo("on");
            assertThat(show(database, "synchronous_commit")).isEqualTo("on");
            assertThat(show(database, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(show(database, "unix_socket_directories")).isEmpty();
            assertThat(show(database, "shared_buffers")).isEqualTo("32MB");
            assertThat(show(database, "server_version")).startsWith("18.");
        }
    }

    @Test
    void migratesOnceAndKeepsDataOverAStop() throws Exception {
        EmbeddedDatabase.Settings settings = TestDatabases.in(folder);
        try (EmbeddedDatabase database = EmbeddedDatabase.start(settings)) {
            assertThat(Migrations.migrate(database.dataSource())).isPositive();
            assertThat(Migrations.migrate(database.dataSource())).isZero();
            execute(
                    database,
                    "INSERT INTO sluice.account VALUES ('alice', 0, 'OPEN', now(), now())");
            long asked = System.nanoTime();
            database.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - asked))
                    .isLessThan(Duration.ofSeconds(5));
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(settings)) {
            assertThat(Migrations.migrate(database.dataSource())).isZero();
            assertThat(count(database, "sluice.account")).isEqualTo(1);
        }
        assertThat(new ServerProcesses(settings.dataDirectory().toRealPath()).alive()).isEmpty();
    }

    @Test
    void startsAgainByItselfWhenItsProcessesAreKilled() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(TestDatabases.in(folder))) {
            Migrations.migrate(database.dataSource());
            execute(
                    database,
                    "INSERT INTO sluice.account VALUES ('alice', 0, 'OPEN', now(), now())");

            killServer(TestDatabases.in(folder));

            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> count(database, "sluice.account") == 1);
        }
    }

    @Test
    void comesBackSoonAlsoWhenKilledWhileItStarts() throws Exception {
        EmbeddedDatabase.Settings settings =
                TestDatabases.in(folder).withRestartDelay(Duration.ofMillis(100));
        try (EmbeddedDatabase database = EmbeddedDatabase.start(settings)) {
            Set<Long> killed = new HashSet<>();
            await().pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofSeconds(60))
                    .until(
                            () -> {
                                killed.addAll(pids());
                                killServer(settings);
                                return killed.size() >= STARTS_KILLED;
                            });

            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .until(() -> show(database, "fsync").equals("on"));
        }
    }

    @Test
    void staysStoppedUntilAskedToStartAgain() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(TestDatabases.in(folder))) {
            int port = database.port();
            database.stop();
            assertThatThrownBy(() -> show(database, "port")).isInstanceOf(SQLException.class);
            database.startAgain();
            assertThat(show(database, "port")).isEqualTo(Integer.toString(port));
        }
    }

    @Test
    void refusesAFolderThatAnotherOneUses() {
        EmbeddedDatabase.Settings settings = TestDatabases.in(folder);
        try (EmbeddedDatabase database = EmbeddedDatabase.start(settings)) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(settings))
                    .isInstanceOf(DatabaseStartException.class)
                    .hasMessageContaining("another application");
            assertThat(database.port()).isPositive();
        }
    }

    @Test
    void makesTheFolderAnewWhenItsCreationWasCutShort() throws Exception {
        Path data = Files.createDirectories(folder.resolve("postgres"));
        Files.writeString(data.resolve("half-made"), "");
        Files.writeString(folder.resolve("postgres.creating"), "");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(TestDatabases.in(folder))) {
            assertThat(show(database, "fsync")).isEqualTo("on");
            assertThat(data.resolve("half-made")).doesNotExist();
        }
    }

    @Test
    void startsAlthoughAStalePidFileNamesALivingProcess() throws Exception {
        EmbeddedDatabase.start(TestDatabases.in(folder)).close();
        Path pidFile = folder.resolve("postgres").resolve("postmaster.pid");
        Files.writeString(
                pidFile, ProcessHandle.current().pid() + "\n" + pidFile.getParent() + "\n");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(TestDatabases.in(folder))) {
            assertThat(show(database, "fsync")).isEqualTo("on");
        }
    }

    @Test
    void endsTheServerThatAKilledApplicationLeftBehindAndStarts() throws Exception {
        Process application = startApplication();
        Set<Long> leftBehind;
        try {
            int port = awaitPort();
            execute(
                    "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres",
                    "CREATE TABLE kept AS SELECT 7 AS seven");
            application.destroyForcibly().waitFor();
            leftBehind = pids();
            assertThat(leftBehind).isNotEmpty();
        } finally {
            application.destroyForcibly();
        }

        try (EmbeddedDatabase database = EmbeddedDatabase.start(TestDatabases.in(folder))) {
            assertThat(count(database, "kept")).isEqualTo(1);
            assertThat(pids()).isNotEmpty().doesNotContainAnyElementsOf(leftBehind);
        }
    }

    @Test
    void endsChildrenThatAKilledPostmasterLeftBehind() throws Exception {
        Process application = startApplication();
        awaitPort();
        application.destroyForcibly().waitFor();
        ProcessHandle.of(postmaster()).orElseThrow().destroyForcibly();
        try (EmbeddedDatabase database = EmbeddedDatabase.start(TestDatabases.in(folder))) {
            assertThat(show(database, "fsync")).isEqualTo("on");
        }
    }

    private Process startApplication() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DatabaseMain.class.getName(),
                        folder.toString())
                .redirectError(folder.resolve("application.err").toFile())
                .start();
    }

    private int awaitPort() throws IOException {
        Path told = folder.resolve("port");
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(told));
        return Integer.parseInt(Files.readString(told));
    }

    private Set<Long> pids() throws IOException {
        return new ServerProcesses(folder.resolve("postgres").toRealPath())
                .alive().stream().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    private long postmaster() throws IOException {
        List<String> lines =
                Files.readAllLines(folder.resolve("postgres").resolve("postmaster.pid"));
        return Long.parseLong(lines.getFirst());
    }

    private static void killServer(EmbeddedDatabase.Settings settings) throws IOException {
        new ServerProcesses(settings.dataDirectory().toRealPath())
                .alive()
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static String show(EmbeddedDatabase database, String setting) throws SQLException {
        return query(database, "SHOW " + setting);
    }

    private static int count(EmbeddedDatabase database, String table) throws SQLException {
        return Integer.parseInt(query(database, "SELECT count(*) FROM " + table));
    }

    private static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        execute(database.jdbcUrl(), sql);
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
