package io.sluice.app;

import io.sluice.log.embedded.EmbeddedBroker;
import io.sluice.log.embedded.EmbeddedBrokerException;
import io.sluice.migration.DatabaseStartException;
import io.sluice.migration.EmbeddedDatabase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The broker and the database that a node needs: those that run elsewhere are only named, those
 * that do not are started here, both at once, and stopped last. Holds the data folder meanwhile.
 */
final class Services implements AutoCloseable {

    /** A broker that was killed reads the end of every partition first. */
    private static final Duration BROKER_START = Duration.ofMinutes(2);

    private static final Duration DATABASE_START = Duration.ofMinutes(1);
    private static final Duration STOP = Duration.ofSeconds(6);

    private final DataFolder folder;
    private final SluiceProperties settings;
    private final Optional<EmbeddedBroker> broker;
    private final Optional<EmbeddedDatabase> database;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Services(
            DataFolder folder,
            SluiceProperties settings,
            Optional<EmbeddedBroker> broker,
            Optional<EmbeddedDatabase> database) {
        this.folder = folder;
        this.settings = settings;
        this.broker = broker;
        this.database = database;
    }

    /**
     * Returns once both take connections; nothing is left running when it throws.
     *
     * @param onFatal told when the embedded broker is beyond repair
     */
    static Services start(DataFolder folder, SluiceProperties settings, Consumer<String> onFatal) {
        CompletableFuture<Optional<EmbeddedBroker>> broker =
                startIf(
                        settings.kafka().bootstrapServers().isEmpty(),
                        "broker",
                        () -> EmbeddedBroker.start(folder.kafka(), BROKER_START, onFatal));
        CompletableFuture<Optional<EmbeddedDatabase>> database =
                startIf(
                        settings.postgres().url().isEmpty() && settings.has(Role.PROJECTION),
                        "database",
                        () -> EmbeddedDatabase.start(folder.postgres()));
        try {
            return new Services(
                    folder,
                    settings,
                    await(broker, BROKER_START.plusSeconds(10)),
                    await(database, DATABASE_START));
        } catch (RuntimeException e) {
            var _ = broker.thenAccept(started -> started.ifPresent(EmbeddedBroker::close));
            var _ = database.thenAccept(started -> started.ifPresent(EmbeddedDatabase::close));
            throw e;
        }
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
            return starting.orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS).join();
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

    String bootstrapServers() {
        return broker.map(EmbeddedBroker::bootstrapServers)
                .or(() -> settings.kafka().bootstrapServers())
                .orElseThrow();
    }

    /** With the user in it where it is the embedded one; empty where no role needs a database. */
    Optional<String> jdbcUrl() {
        return database.map(EmbeddedDatabase::jdbcUrl).or(() -> settings.postgres().url());
    }

    boolean brokerIsEmbedded() {
        return broker.isPresent();
    }

    /** What was acknowledged is on disk already; this only makes the next start quick. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        CompletableFuture<Void> stopping =
                CompletableFuture.runAsync(
                        () -> database.ifPresent(EmbeddedDatabase::close),
                        onThread("stop-database"));
        broker.ifPresent(EmbeddedBroker::close);
        try {
            stopping.orTimeout(STOP.toMillis(), TimeUnit.MILLISECONDS).join();
        } finally {
            folder.runtimeFile().delete();
            folder.close();
        }
    }
}
