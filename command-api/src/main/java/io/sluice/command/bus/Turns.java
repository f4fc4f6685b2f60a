package io.sluice.command.bus;

import io.sluice.log.AppendConflictException;
import io.sluice.log.PartitionWriter;
import io.sluice.log.axon.PartitionResource;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.core.unitofwork.UnitOfWork;
import org.axonframework.messaging.core.unitofwork.UnitOfWorkFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs units of work on the partitions' loops. A turn whose decision was lost (something foreign
 * counted in between) is taken again until its deadline.
 */
public final class Turns {

    /** What is done in a turn. Both methods are called on the loop and must not block. */
    public interface Turn<V, R> {

        /** Loads, decides and queues events with the context. */
        V decide(ProcessingContext context);

        /**
         * Once what was decided is confirmed, or at once where nothing was appended: whoever
         * answers from states alone returns a future that waits for {@link
         * PartitionWriter#settle()}.
         */
        CompletableFuture<R> answer(V decided, ProcessingContext context, PartitionWriter writer);
    }

    private final Writers writers;
    private final UnitOfWorkFactory units;
    private final Clock clock;

    public Turns(Writers writers, UnitOfWorkFactory units, Clock clock) {
        this.writers = writers;
        this.units = units;
        this.clock = clock;
    }

    /**
     * The future completes on the loop's thread. It fails with {@link
     * io.sluice.log.TooManyInFlightException}, {@link io.sluice.log.LogUnavailableException} or,
     * where it was overtaken until its deadline, {@link AppendConflictException} when nothing was
     * decided, and stays open for as long as the outcome is.
     */
    public <V, R> CompletableFuture<R> take(Route route, Instant deadline, Turn<V, R> turn) {
        return take(PartitionWriter::submit, route, deadline, turn);
    }

    /** As {@link #take}, ahead of all turns that are not begun; for what closes the gate. */
    public <V, R> CompletableFuture<R> takeFirst(Route route, Instant deadline, Turn<V, R> turn) {
        return take(PartitionWriter::submitFirst, route, deadline, turn);
    }

    /** How a turn comes to a partition's loop. */
    private interface Way {
        <T> CompletableFuture<T> submit(PartitionWriter to, Supplier<CompletableFuture<T>> task);
    }

    private <V, R> CompletableFuture<R> take(
            Way way, Route route, Instant deadline, Turn<V, R> turn) {
        return once(way, route, turn)
                .exceptionallyCompose(
                        failure -> {
                            if (!isConflict(failure)) {
                                return CompletableFuture.failedFuture(failure);
                            }
                            return clock.instant().isBefore(deadline)
                                    ? take(way, route, deadline, turn)
                                    : CompletableFuture.failedFuture(overtaken());
                        });
    }

    private static AppendConflictException overtaken() {
        return new AppendConflictException("overtaken each time until its deadline");
    }

    private <V, R> CompletableFuture<R> once(Way way, Route route, Turn<V, R> turn) {
        PartitionWriter writer = writers.of(route.partition());
        return way.submit(writer, () -> unit(route, writer, turn));
    }

    private <V, R> CompletableFuture<R> unit(Route route, PartitionWriter writer, Turn<V, R> turn) {
        UnitOfWork unit = units.create(RandomIds.next().toString());
        AtomicReference<@Nullable ProcessingContext> used = new AtomicReference<>();
        CompletableFuture<V> decided =
                unit.executeWithResult(
                        context -> {
                            used.set(context);
                            context.putResource(PartitionResource.KEY, route.partition());
                            route.routingKey()
                                    .ifPresent(
                                            key ->
                                                    context.putResource(
                                                            PartitionResource.ROUTING_KEY, key));
                            return CompletableFuture.completedFuture(turn.decide(context));
                        });
        return decided.thenCompose(
                verdict -> turn.answer(verdict, Objects.requireNonNull(used.get()), writer));
    }

    static boolean isConflict(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AppendConflictException
                    || cause instanceof AppendEventsTransactionRejectedException) {
                return true;
            }
        }
        return false;
    }
}
