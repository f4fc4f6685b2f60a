package io.sluice.log.axon;

import static org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException.conflictingEventsDetected;

import io.sluice.log.AppendCheck;
import io.sluice.log.AppendConflictException;
import io.sluice.log.Confirmed;
import io.sluice.log.EventView;
import io.sluice.log.StoredEvent;
import io.sluice.log.writer.LedgerNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexPosition;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event storage on one partition.
 *
 * <p>Positions count events, consecutive within an entry. A consistency marker and a tracking token
 * both say how many events are known: the next event has exactly that sequence. (So they mean the
 * same whether they come from sourcing or from a commit.)
 *
 * <p>Stages: {@code appendEvents} decides nothing and keeps the events; {@code commit} appends one
 * entry, and its future completes once that was read back and counts. From then on it survives
 * crashes and every reader sees it. On the writer's loop, sourcing sees what is in flight;
 * elsewhere it sees confirmed entries only.
 */
public final class PartitionStorageEngine implements EventStorageEngine {

    private final LedgerNode node;
    private final int partition;

    public PartitionStorageEngine(LedgerNode node, int partition) {
        this.node = node;
        this.partition = partition;
    }

    @Override
    public CompletableFuture<AppendTransaction<?>> appendEvents(
            AppendCondition condition,
            @Nullable ProcessingContext context,
            List<TaggedEventMessage<?>> events) {
        List<StoredEvent> stored = events.stream().map(EventMapping::toStored).toList();
        return CompletableFuture.completedFuture(new EntryTransaction(condition, stored));
    }

    @Override
    public MessageStream<EventMessage> source(
            SourcingCondition condition, @Nullable ProcessingContext context) {
        EventView events = node.events(partition);
        long known = events.nextSequence();
        List<MessageStream.Entry<EventMessage>> found = new ArrayList<>();
        for (long sequence : EventMapping.candidates(condition, events, start(condition))) {
            StoredEvent event = events.event(sequence);
            if (EventMapping.matches(condition, event)) {
                found.add(
                        new SimpleEntry<>(
                                EventMapping.toMessage(event),
                                TrackingToken.addToContext(
                                        Context.empty(),
                                        new GlobalSequenceTrackingToken(sequence + 1))));
            }
        }
        found.add(
                new SimpleEntry<>(
                        TerminalEventMessage.INSTANCE,
                        ConsistencyMarker.addToContext(
                                Context.empty(), new GlobalIndexConsistencyMarker(known))));
        return MessageStream.fromStream(
                found.stream(), MessageStream.Entry::message, entry -> entry);
    }

    private static long start(SourcingCondition condition) {
        return Math.max(0, GlobalIndexPosition.toIndex(condition.start()));
    }

    @Override
    public MessageStream<EventMessage> stream(
            StreamingCondition condition, @Nullable ProcessingContext context) {
        long from = Math.max(0, condition.position().position().orElse(0));
        return new EventStream(
                node,
                List.of(new PartitionCursor(node, partition, condition, from)),
                cursor -> new GlobalSequenceTrackingToken(cursor.nextSequence()));
    }

    @Override
    public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(0));
    }

    @Override
    public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(
                new GlobalSequenceTrackingToken(node.confirmedEvents(partition).nextSequence()));
    }

    @Override
    public CompletableFuture<TrackingToken> tokenAt(
            Instant at, @Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(sequenceAt(at)));
    }

    /**
     * The sequence of the first event that is not before that instant; the next one where there is
     * none.
     */
    long sequenceAt(Instant at) {
        EventView events = node.confirmedEvents(partition);
        long end = events.nextSequence();
        for (long sequence = 0; sequence < end; sequence++) {
            if (!events.event(sequence).time().isBefore(at)) {
                return sequence;
            }
        }
        return end;
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        descriptor.describeProperty("partition", partition);
    }

    /** One decision's events on their way to become one entry. */
    private final class EntryTransaction implements AppendTransaction<Confirmed> {

        private final AppendCondition condition;
        private final List<StoredEvent> events;
        private boolean finished;

        EntryTransaction(AppendCondition condition, List<StoredEvent> events) {
            this.condition = condition;
            this.events = events;
        }

        @Override
        public CompletableFuture<Confirmed> commit(@Nullable ProcessingContext context) {
            if (finished) {
                return CompletableFuture.failedFuture(
                        new IllegalStateException("already committed or rolled back"));
            }
            finished = true;
            return node.writer(partition)
                    .append(
                            key(context),
                            events,
                            new ConditionCheck(
                                    condition, ReadSet.of(context), mayBeAppendedAgain(context)))
                    .handle(
                            (confirmed, failure) -> {
                                if (failure != null) {
                                    throw asAxonSays(failure);
                                }
                                if (context != null) {
                                    context.putResource(ConfirmedResource.KEY, confirmed);
                                }
                                return confirmed;
                            });
        }

        private boolean mayBeAppendedAgain(@Nullable ProcessingContext context) {
            return context == null
                    || !Boolean.TRUE.equals(context.getResource(DecideAgainResource.KEY));
        }

        private byte[] key(@Nullable ProcessingContext context) {
            String key =
                    context == null ? null : context.getResource(PartitionResource.ROUTING_KEY);
            return key == null ? new byte[0] : key.getBytes(StandardCharsets.UTF_8);
        }

        private CompletionException asAxonSays(Throwable failure) {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null
                            ? failure.getCause()
                            : failure;
            return new CompletionException(
                    cause instanceof AppendConflictException
                            ? conflictingEventsDetected(condition.consistencyMarker())
                            : cause);
        }

        @Override
        public void rollback(@Nullable ProcessingContext context) {
            finished = true;
        }

        @Override
        public CompletableFuture<ConsistencyMarker> afterCommit(
                Confirmed confirmed, @Nullable ProcessingContext context) {
            return CompletableFuture.completedFuture(
                    events.isEmpty()
                            ? ConsistencyMarker.ORIGIN
                            : new GlobalIndexConsistencyMarker(
                                    confirmed.firstSequence() + confirmed.eventCount()));
        }
    }

    /** Axon's append condition and what was read past Axon, asked of single events. */
    private record ConditionCheck(
            AppendCondition condition, ReadSet read, boolean mayBeAppendedAgain)
            implements AppendCheck {

        @Override
        public long afterSequence() {
            long sourced = GlobalIndexConsistencyMarker.position(condition.consistencyMarker());
            long known = Math.min(Math.max(0, sourced), read.known());
            return known == Long.MAX_VALUE ? Long.MAX_VALUE : known - 1;
        }

        @Override
        public Instant notBefore() {
            return read.notBefore();
        }

        @Override
        public boolean matches(StoredEvent event) {
            return read.matches(event)
                    || (condition.consistencyMarker() != ConsistencyMarker.INFINITY
                            && EventMapping.matches(condition, event));
        }
    }
}
