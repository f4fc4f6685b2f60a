package io.sluice.log.axon;

import io.sluice.log.CountedEntry;
import io.sluice.log.LogPosition;
import io.sluice.log.writer.LedgerNode;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event storage over all partitions. Sourcing and appending happen in the one partition that
 * the unit of work names ({@link PartitionResource}); a decision that spans partitions cannot be
 * made and is refused. Streaming goes over all of them.
 */
public final class ChainEventStorageEngine implements EventStorageEngine {

    private final LedgerNode node;
    private final List<PartitionStorageEngine> engines;

    public ChainEventStorageEngine(LedgerNode node) {
        this.node = node;
        this.engines =
                IntStream.range(0, node.partitions())
                        .mapToObj(partition -> new PartitionStorageEngine(node, partition))
                        .toList();
    }

    @Override
    public CompletableFuture<AppendTransaction<?>> appendEvents(
            AppendCondition condition,
            @Nullable ProcessingContext context,
            List<TaggedEventMessage<?>> events) {
        if (context == null || !context.containsResource(PartitionResource.KEY)) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException(
                            "an append needs a unit of work that names its partition"));
        }
        return engineOf(context).appendEvents(condition, context, events);
    }

    @Override
    public MessageStream<EventMessage> source(
            SourcingCondition condition, @Nullable ProcessingContext context) {
        if (context == null || !context.containsResource(PartitionResource.KEY)) {
            return MessageStream.failed(
                            new IllegalStateException(
                                    "sourcing needs a unit of work that names its partition"))
                    .cast();
        }
        return engineOf(context).source(condition, context);
    }

    private PartitionStorageEngine engineOf(ProcessingContext context) {
        return engines.get(context.getResource(PartitionResource.KEY));
    }

    @Override
    public MessageStream<EventMessage> stream(
            StreamingCondition condition, @Nullable ProcessingContext context) {
        ChainTrackingToken start = tokenOf(condition.position());
        AtomicReference<ChainTrackingToken> current = new AtomicReference<>(start);
        List<PartitionCursor> cursors =
                IntStream.range(0, engines.size())
                        .mapToObj(
                                partition ->
                                        new PartitionCursor(
                                                node,
                                                partition,
                                                condition,
                                                start.at(partition).nextSequence()))
                        .toList();
        return new EventStream(
                node,
                cursors,
                moved ->
                        current.updateAndGet(
                                token ->
                                        token.with(
                                                moved.partition(),
                                                place(moved.partition(), moved.nextSequence()))));
    }

    private ChainTrackingToken tokenOf(@Nullable TrackingToken position) {
        if (position instanceof ChainTrackingToken chain) {
            return chain;
        }
        if (position == null || position == TrackingToken.FIRST) {
            return new ChainTrackingToken(new TreeMap<>());
        }
        if (position == TrackingToken.LATEST) {
            return tokenBy(partition -> node.confirmedEvents(partition).nextSequence());
        }
        throw new IllegalArgumentException("not a token of this ledger: " + position);
    }

    @Override
    public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(tokenBy(partition -> 0));
    }

    @Override
    public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(
                tokenBy(partition -> node.confirmedEvents(partition).nextSequence()));
    }

    @Override
    public CompletableFuture<TrackingToken> tokenAt(
            Instant at, @Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(
                tokenBy(partition -> engines.get(partition).sequenceAt(at)));
    }

    private ChainTrackingToken tokenBy(java.util.function.IntToLongFunction nextSequence) {
        TreeMap<Integer, ChainTrackingToken.Place> places = new TreeMap<>();
        for (int partition = 0; partition < engines.size(); partition++) {
            places.put(partition, place(partition, nextSequence.applyAsLong(partition)));
        }
        return new ChainTrackingToken(places);
    }

    private ChainTrackingToken.Place place(int partition, long nextSequence) {
        return node.entryOfEvent(partition, nextSequence - 1)
                .map(
                        entry ->
                                new ChainTrackingToken.Place(
                                        nextSequence, offsetOf(entry), entry.head().toString()))
                .orElseGet(() -> new ChainTrackingToken.Place(nextSequence, -1, ""));
    }

    private static long offsetOf(CountedEntry entry) {
        LogPosition position = entry.position();
        return position.offset();
    }

    /**
     * Changes whenever the partition's speculation was lost to a gap: what was derived before may
     * never have happened.
     */
    public long speculationEpoch(int partition) {
        return node.speculationEpoch(partition);
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        descriptor.describeProperty("partitions", engines.size());
    }
}
