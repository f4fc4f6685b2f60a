package io.sluice.migration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A start of the server that can be given up. The library waits its whole deadline for a server
 * that died meanwhile, and where its wait fails it keeps the folder locked, so that no other start
 * can succeed. It does end its wait, as if all were well, when it is interrupted; what it then
 * returns can be closed, which frees the folder.
 */
final class Launch {

    private static final Logger LOG = LoggerFactory.getLogger(Launch.class);
    private static final Duration GIVE_UP_WITHIN = Duration.ofSeconds(10);

    interface Start {
        EmbeddedPostgres start() throws IOException;
    }

    private final CompletableFuture<EmbeddedPostgres> outcome = new CompletableFuture<>();
    private final Thread thread;

    private Launch(Start start) {
        thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("embedded-database-start")
                        .unstarted(() -> run(start));
    }

    static Launch begin(Start start) {
        Launch launch = new Launch(start);
        launch.thread.start();
        return launch;
    }

    private void run(Start start) {
        try {
            outcome.complete(start.start());
        } catch (IOException | RuntimeException notStarted) {
            outcome.completeExceptionally(notStarted);
        }
    }

    /** Whether it has ended by then, well or not. */
    boolean endsWithin(Duration wait) {
        try {
            var _ = outcome.get(wait.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException notStarted) {
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            giveUp();
            Thread.currentThread().interrupt();
            throw new DatabaseStartException("interrupted while PostgreSQL started", interrupted);
        }
    }

    /**
     * What was started.
     *
     * @throws DatabaseStartException where it failed
     */
    EmbeddedPostgres server() {
        return switch (outcome.state()) {
            case SUCCESS -> outcome.resultNow();
            case FAILED ->
                    throw new DatabaseStartException(
                            "PostgreSQL cannot start again", outcome.exceptionNow());
            case RUNNING, CANCELLED -> throw new IllegalStateException("it has not ended");
        };
    }

    /** Ends the wait for it and frees the folder. */
    void giveUp() {
        thread.interrupt();
        CompletableFuture<Void> freed = outcome.thenAccept(Launch::close);
        try {
            freed.get(GIVE_UP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException notFreed) {
            LOG.warn("a start of PostgreSQL that was given up did not end", notFreed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException notClosed) {
            LOG.warn("a PostgreSQL that was given up does not close", notClosed);
        }
    }
}
