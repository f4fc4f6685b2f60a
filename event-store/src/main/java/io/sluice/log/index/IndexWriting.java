package io.sluice.log.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Writes one batch at a time beside the partition's loop, which goes on meanwhile: what is not
 * written yet is in the heap. All methods but the writing itself belong to the loop.
 */
final class IndexWriting implements AutoCloseable {

    /** RocksDB holds writers back while it compacts; this long it never should. */
    private static final long MOST_SECONDS = 60;

    private final IndexDatabase database;
    private final ExecutorService thread;
    private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

    IndexWriting(IndexDatabase database, int partition) {
        this.database = database;
        this.thread =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("index-" + partition).daemon(true).factory());
    }

    boolean isBusy() {
        return !running.isDone();
    }

    /** Begins to make the batch and to write it; {@link #await} first. */
    void begin(Supplier<byte[]> batch) {
        running = CompletableFuture.runAsync(() -> database.write(batch.get()), thread);
    }

    /**
     * Returns once what was begun is written.
     *
     * @throws IndexDamagedException as {@link IndexDatabase#write}
     * @throws UncheckedIOException as well, and when it takes too long
     */
    void await() {
        try {
            running.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException told) {
                throw told;
            }
            throw new IllegalStateException("writing the index failed", failed.getCause());
        } catch (TimeoutException late) {
            throw new UncheckedIOException(
                    new IOException("nothing was written for " + MOST_SECONDS + " s", late));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while writing"));
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
