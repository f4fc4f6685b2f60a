package io.sluice.log;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A reader with a pen: one owned partition, one single-threaded loop that decides on the
 * speculative state (confirmed entries plus what it has in flight), appends pipelined, and confirms
 * by reading back. Futures of its methods complete on the loop's thread, in the order of the log;
 * nothing here blocks.
 */
public interface PartitionWriter {

    int partition();

    /** Where in its life the writer is; only {@link WriterState#SERVING} takes work. */
    WriterState state();

    /**
     * Runs the task on the loop. The task decides and calls {@link #append} or {@link #settle}
     * before it returns; the future that it returns is passed on.
     *
     * <p>Fails with {@link TooManyInFlightException} when the bounded room is full, {@link
     * LogUnavailableException} when not serving.
     */
    <T> CompletableFuture<T> submit(Supplier<CompletableFuture<T>> task);

    /**
     * As {@link #submit}, but ahead of all that was submitted so and is not begun: for what closes
     * the gate, which must not wait for the work that is queued up behind it. Barriers go this way
     * too.
     */
    <T> CompletableFuture<T> submitFirst(Supplier<CompletableFuture<T>> task);

    /** Whether the caller is on the loop's thread, where speculation may be read. */
    boolean onLoop();

    /**
     * Appends one entry: all the events of one decision.
     *
     * <p>The future completes once the entry was read back and counts: it is durable and visible to
     * every reader. It fails with {@link AppendConflictException} when {@code condition} no longer
     * holds (before sending, or because something foreign counted in between): the entry is not in
     * the chain and never will be; decide again. It stays open for as long as the outcome is open.
     *
     * @param key the routing key's UTF-8 bytes, or empty
     */
    CompletableFuture<Confirmed> append(
            byte[] key, List<StoredEvent> events, AppendCheck condition);

    /**
     * For answers that have no entry of their own: completes once an entry sent after this call is
     * confirmed, so that the speculative state at the time of this call is known to be in the chain
     * and not stale. Fails with {@link AppendConflictException} when that state was lost to a gap:
     * decide again. Coalesced; idle, it costs one no-op.
     */
    CompletableFuture<Confirmed> settle();

    /**
     * Appends a barrier through the pipeline, in order, voiding nothing of this writer's own.
     * Completes once read back.
     *
     * @param effect one of the chain's barrier effects
     */
    CompletableFuture<Confirmed> barrier(
            String effect, Map<String, String> detail, List<StoredEvent> events);

    /**
     * Has the follower follow the partition's counted entries.
     *
     * @throws IllegalStateException once the partition is being read
     */
    void follow(PartitionFollower follower);
}
