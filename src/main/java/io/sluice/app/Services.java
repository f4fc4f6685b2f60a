package io.sluice.app;

import io.sluice.log.embedded.EmbeddedBroker;
import io.sluice.log.embedded.EmbeddedBrokerException;
import io.sluice.migration.DatabaseStartException;
import io.sluice.migration.EmbeddedDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker and the database that a node needs: those that run elsewhere are only named, those
 * that do not are started here, both at once and while the rest of the node is put together, and
 * stopped last. Holds the data folder meanwhile.
 */
final class Services implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    /** A broker that was killed reads the end of every partition first. */
    private static final Duration BROKER_START = Duration.ofMinutes(2);

    private static final Duration DATABASE_START = Duration.ofMinutes(1);
    private static final Duration STOP = Duration.ofSeconds(6);

    private final DataFolder folder;
    private final SluiceProperties settings;
    private final CompletableFuture<Optional<EmbeddedBroker>> broker;
    private final CompletableFuture<Optional<EmbeddedDatabase>> database;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Services(
            DataFolder folder,
            SluiceProperties settings,
            CompletableFuture<Optional<EmbeddedBroker>> broker,
            CompletableFuture<Optional<EmbeddedDatabase>> database) {
        this.folder = folder;
        this.settings = settings;
        this.broker = broker;
        this.database = database;
    }

    /**
     * Begins to start what is needed and returns; asking for an address waits for it.
     *
     * @param onFatal told when the embedded broker is beyond repair
     */
    static Services start(DataFolder folder, SluiceProperties settings, Consumer<String> onFatal) {
        return new Services(
                folder,
                settings,
                startIf(
                        settings.kafka().bootstrapServers().isEmpty(),
                        "broker",
                        () -> EmbeddedBroker.start(folder.kafka(), BROKER_START, onFatal)),
                startIf(
                        settings.postgres().url().isEmpty() && settings.has(Role.PROJECTION),
                        "database",
                        () -> EmbeddedDatabase.start(embedded(folder, settings.postgres()))));
    }

    private static EmbeddedDatabase.Settings embedded(
            DataFolder folder, SluiceProperties.Postgres settings) {
        EmbeddedDatabase.Settings usual = EmbeddedDatabase.Settings.of(folder.postgres());
        return settings.programs().map(Path::of).map(usual::withBinariesDirectory).orElse(usual);
    }

    private static <T> CompletableFuture<Optional<T>> startIf(
            boolean needed, String name, Supplier<T> starter) {
        return needed
                ? CompletableFuture.supplyAsync(
                        () -> Optional.of(starter.get()), onThread("start-" + name))
                : CompletableFuture.completedFuture(Optional.empty());
    }

    private static Executor onThread(String name) {
        return task -> Thread.ofPlatform().daemon().name(name).start(task);
    }

    private static <T> T await(CompletableFuture<T> starting, Duration deadline) {
        try {
            return starting.copy().orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            throw switch (e.getCause()) {
                case EmbeddedBrokerException failure -> StartProblem.because(failure);
                case DatabaseStartException failure -> StartProblem.because(failure);
                case null, default -> e;
            };
        }
    }

    DataFolder folder() {
        return folder;
    }

    /**
     * Waits until the broker takes connections.
     *
     * @throws StartProblem when it does not
     */
    String bootstrapServers() {
        return await(broker, BROKER_START.plusSeconds(10))
                .map(EmbeddedBroker::bootstrapServers)
                .or(() -> settings.kafka().bootstrapServers())
                .orElseThrow();
    }

    /**
     * With the user in it where it is the embedded one; empty where no role needs a database. Waits
     * until it takes connections.
     *
     * @throws StartProblem when it does not
     */
    Optional<String> jdbcUrl() {
        return await(database, DATABASE_START)
                .map(EmbeddedDatabase::jdbcUrl)
                .or(() -> settings.postgres().url());
    }

    boolean brokerIsEmbedded() {
        return settings.kafka().bootstrapServers().isEmpty();
    }

    /** What was acknowledged is on disk already; this only makes the next start quick. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            CompletableFuture.allOf(
                            stop(broker, "broker", EmbeddedBroker::close),
                            stop(database, "database", EmbeddedDatabase::close))
                    .orTimeout(STOP.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            LOG.warn("what was started does not stop in order; the process ends anyway", e);
        } finally {
            folder.runtimeFile().delete();
            folder.close();
        }
    }

    /**
     * Also one that is still starting; one that failed to start has been told about, and is none.
     */
    private static <T> CompletableFuture<Void> stop(
            CompletableFuture<Optional<T>> service, String name, Consumer<T> stop) {
        return service.exceptionally(_ -> Optional.empty())
                .thenAcceptAsync(started -> started.ifPresent(stop), onThread("stop-" + name));
    }
}
