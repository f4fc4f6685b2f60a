package io.sluice.migration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that runs beside the application, on loopback only, and keeps its data in a folder.
 * It writes as durably as one that an administrator set up. When its processes die it is started
 * again on the same port; when this JVM is killed they stay behind, and the next start on the
 * folder ends them first.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String USER = "postgres";
    private static final Duration START_DEADLINE = Duration.ofSeconds(30);
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Settings settings;
    private final ServerProcesses processes;
    private final ScheduledExecutorService watch;
    private EmbeddedPostgres server;
    private boolean wanted = true;

    /**
     * @param dataDirectory made when it is not there; kept
     * @param binariesDirectory where the server's programs are unpacked; may be shared
     * @param port 0 for any free one
     * @param restartDelay how long after a death of the server it is started again
     */
    public record Settings(
            Path dataDirectory, Path binariesDirectory, int port, Duration restartDelay) {

        /** Programs unpacked beside the data, any port, started again after a second. */
        public static Settings of(Path dataDirectory) {
            Path absolute = dataDirectory.toAbsolutePath().normalize();
            return new Settings(
                    absolute,
                    absolute.resolveSibling(absolute.getFileName() + "-programs"),
                    0,
                    Duration.ofSeconds(1));
        }

        public Settings withBinariesDirectory(Path directory) {
            return new Settings(
                    dataDirectory, directory.toAbsolutePath().normalize(), port, restartDelay);
        }

        public Settings withPort(int fixedPort) {
            return new Settings(dataDirectory, binariesDirectory, fixedPort, restartDelay);
        }

        public Settings withRestartDelay(Duration delay) {
            return new Settings(dataDirectory, binariesDirectory, port, delay);
        }
    }

    private EmbeddedDatabase(
            Settings settings, ServerProcesses processes, EmbeddedPostgres server) {
        this.settings = settings.withPort(server.getPort());
        this.processes = processes;
        this.server = server;
        this.watch =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("embedded-database-watch").factory());
        long millis = settings.restartDelay().toMillis();
        var _ =
                watch.scheduleWithFixedDelay(
                        this::restartWhenDead, millis, millis, TimeUnit.MILLISECONDS);
    }

    /**
     * Returns once the server takes connections.
     *
     * @throws DatabaseStartException when it does not, or another application uses the folder
     */
    public static EmbeddedDatabase start(Path dataDirectory) {
        return start(Settings.of(dataDirectory));
    }

    public static EmbeddedDatabase start(Settings settings) {
        try {
            Files.createDirectories(settings.dataDirectory());
            Files.createDirectories(settings.binariesDirectory());
            Settings real =
                    new Settings(
                            settings.dataDirectory().toRealPath(),
                            settings.binariesDirectory().toRealPath(),
                            settings.port(),
                            settings.restartDelay());
            ServerProcesses processes = new ServerProcesses(real.dataDirectory());
            requireUnused(real.dataDirectory());
            processes.stop();
            return new EmbeddedDatabase(real, processes, create(real));
        } catch (IOException notStarted) {
            throw new DatabaseStartException(
                    "PostgreSQL cannot start in "
                            + settings.dataDirectory()
                            + ": "
                            + notStarted.getMessage(),
                    notStarted);
        }
    }

    /**
     * Ends the server that a killed application left behind on a folder, whoever started it; one
     * that nobody needs any more, since nobody looks after it. Bounded: some five seconds at worst.
     *
     * @return how many processes there were
     * @throws DatabaseStartException when one survives even SIGKILL
     */
    public static int endLeftBehind(Path dataDirectory) {
        try {
            return Files.isDirectory(dataDirectory)
                    ? new ServerProcesses(dataDirectory.toRealPath()).stop()
                    : 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public int port() {
        return settings.port();
    }

    /** A JDBC URL with the user in it; there is no password, since only loopback can connect. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres?user=" + USER;
    }

    /** Unpooled: a new connection each time. */
    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl());
        return source;
    }

    /** Ends the server and keeps it ended, until {@link #startAgain} or for good. Idempotent. */
    public synchronized void stop() {
        if (wanted) {
            wanted = false;
            end();
        }
    }

    /** Starts a stopped server on the same port and returns once it takes connections. */
    public synchronized void startAgain() {
        if (!wanted) {
            relaunch();
            wanted = true;
        }
    }

    /** Ends the server within some five seconds, by force after three; data stays. Idempotent. */
    @Override
    public void close() {
        watch.shutdownNow();
        stop();
    }

    private synchronized void restartWhenDead() {
        if (wanted && processes.alive().isEmpty()) {
            LOG.warn("PostgreSQL on port {} has died; starting it again", port());
            try {
                end();
                relaunch();
            } catch (RuntimeException notYet) {
                LOG.error("PostgreSQL does not start; trying again", notYet);
            }
        }
    }

    private void relaunch() {
        processes.stop();
        Launch launch = Launch.begin(() -> launch(settings));
        long deadline = System.nanoTime() + START_DEADLINE.toNanos();
        boolean seen = false;
        while (!launch.endsWithin(LOOK_EVERY)) {
            boolean alive = !processes.alive().isEmpty();
            if (seen && !alive) {
                launch.giveUp();
                throw new DatabaseStartException("PostgreSQL died while it started");
            }
            if (System.nanoTime() > deadline) {
                launch.giveUp();
                throw new DatabaseStartException(
                        "PostgreSQL did not start within " + START_DEADLINE);
            }
            seen |= alive;
        }
        server = launch.server();
    }

    /** The library's own stop waits for its command; give it a deadline, then use force. */
    private void end() {
        EmbeddedPostgres ending = server;
        CompletableFuture.runAsync(
                        () -> {
                            try {
                                ending.close();
                            } catch (IOException notClosed) {
                                throw new UncheckedIOException(notClosed);
                            }
                        },
                        command -> Thread.ofPlatform().daemon().start(command))
                .orTimeout(STOP_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(
                        problem -> {
                            LOG.warn("PostgreSQL does not stop by itself", problem);
                            return null;
                        })
                .join();
        processes.stop();
    }

    /**
     * The library passes -F (fsync off) and synchronous_commit=off for the sake of tests; what is
     * set here comes later on the command line and wins.
     */
    private static EmbeddedPostgres launch(Settings settings) throws IOException {
        Path log =
                settings.dataDirectory()
                        .resolveSibling(settings.dataDirectory().getFileName() + ".log");
        return EmbeddedPostgres.builder()
                .setDataDirectory(settings.dataDirectory())
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(settings.binariesDirectory().toFile())
                .setRegisterShutdownHook(false)
                .setPort(settings.port())
                .setPGStartupWait(START_DEADLINE.plus(LOOK_EVERY.multipliedBy(2)))
                .setLocaleConfig("locale", "C")
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("shared_buffers", "32MB")
                .setServerConfig("max_connections", "50")
                .setServerConfig("max_wal_size", "256MB")
                .start();
    }

    /**
     * A mark beside the folder stands for as long as the folder is being made for the first time;
     * one that is found there means that this was cut short, and that nothing of value is in the
     * folder.
     */
    private static EmbeddedPostgres create(Settings settings) throws IOException {
        Path folder = settings.dataDirectory();
        Path mark = folder.resolveSibling(folder.getFileName() + ".creating");
        if (Files.exists(mark)) {
            entries(folder).forEach(EmbeddedDatabase::delete);
        }
        if (!entries(folder).isEmpty()) {
            return launch(settings);
        }
        Files.writeString(mark, "");
        EmbeddedPostgres server = launch(settings);
        Files.delete(mark);
        return server;
    }

    /** All that is below the folder, deepest first. */
    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(path -> !path.equals(folder))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException notDeletable) {
            throw new UncheckedIOException(notDeletable);
        }
    }

    /**
     * The library locks this file for as long as its JVM lives: then the server is not ours to end.
     */
    private static void requireUnused(Path dataDirectory) throws IOException {
        Path lockFile = dataDirectory.resolve("epg-lock");
        if (!Files.exists(lockFile)) {
            return;
        }
        try (FileChannel file = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            if (lock == null) {
                throw inUse(dataDirectory);
            }
        } catch (OverlappingFileLockException heldByThisJvm) {
            throw inUse(dataDirectory);
        }
    }

    private static DatabaseStartException inUse(Path dataDirectory) {
        return new DatabaseStartException(
                "another application uses the PostgreSQL in " + dataDirectory);
    }
}
