package io.sluice.app;

import io.sluice.log.embedded.EmbeddedBroker;
import io.sluice.log.embedded.EmbeddedBrokerException;
import io.sluice.migration.DatabaseStartException;
import io.sluice.migration.EmbeddedDatabase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
    private final String bootstrapServers;
    private final Optional<String> jdbcUrl;
    private final @Nullable EmbeddedBroker broker;
    private final @Nullable EmbeddedDatabase database;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Services(
            DataFolder folder,
            SluiceProperties settings,
            @Nullable EmbeddedBroker broker,
            @Nullable EmbeddedDatabase database) {
        this.folder = folder;
        this.broker = broker;
        this.database = database;
        this.bootstrapServers =
                broker == null
                        ? settings.kafka().bootstrapServers().orElseThrow()
                        : broker.bootstrapServers();
        this.jdbcUrl =
                database == null ? settings.postgres().url() : Optional.of(database.jdbcUrl());
    }

    /**
     * Returns once both take connections; nothing is left running when it throws.
     *
     * @param onFatal told when the embedded broker is beyond repair
     */
    static Services start(DataFolder folder, SluiceProperties settings, Consumer<String> onFatal) {
        CompletableFuture<@Nullable EmbeddedBroker> broker =
                settings.kafka().bootstrapServers().isPresent()
                        ? CompletableFuture.completedFuture(null)
                        : start(
                                "broker",
                                () -> EmbeddedBroker.start(folder.kafka(), BROKER_START, onFatal));
        CompletableFuture<@Nullable EmbeddedDatabase> database =
                settings.postgres().url().isPresent() || !settings.has(Role.PROJECTION)
                        ? CompletableFuture.completedFuture(null)
                        : start("database", () -> EmbeddedDatabase.start(folder.postgres()));
        try {
            return new Services(
                    folder,
                    settings,
                    await(broker, BROKER_START.plusSeconds(10)),
                    await(database, DATABASE_START));
        } catch (RuntimeException e) {
            broker.thenAccept(Services::closeIfThere);
            database.thenAccept(Services::closeIfThere);
            throw e;
        }
    }

    private static <T> CompletableFuture<@Nullable T> start(String name, Supplier<T> starter) {
        return CompletableFuture.supplyAsync(
                starter, task -> Thread.ofPlatform().daemon().name("start-" + name).start(task));
    }

    private static <T extends @Nullable Object> T await(
            CompletableFuture<T> starting, Duration deadline) {
        try {
            return starting.orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException | CancellationException e) {
            throw switch (e.getCause()) {
                case EmbeddedBrokerException failure -> new StartProblem(failure.getMessage());
                case DatabaseStartException failure -> new StartProblem(failure.getMessage());
                case null, default -> e;
            };
        }
    }

    private static void closeIfThere(@Nullable AutoCloseable service) {
        if (service != null) {
            try {
                service.close();
            } catch (Exception e) {
                throw new IllegalStateException("a service does not stop", e);
            }
        }
    }

    DataFolder folder() {
        return folder;
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    /** With user and password in it where it is the embedded one; empty where none is needed. */
    Optional<String> jdbcUrl() {
        return jdbcUrl;
    }

    boolean brokerIsEmbedded() {
        return broker != null;
    }

    /**
     * Everything that was acknowledged is on disk already; this only makes the next start quick.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        CompletableFuture<@Nullable Void> database =
                CompletableFuture.runAsync(
                        () -> closeIfThere(this.database),
                        task -> Thread.ofPlatform().daemon().name("stop-database").start(task));
        closeIfThere(broker);
        try {
            database.orTimeout(STOP.toMillis(), TimeUnit.MILLISECONDS).join();
        } finally {
            folder.runtimeFile().delete();
            folder.close();
        }
    }
}
