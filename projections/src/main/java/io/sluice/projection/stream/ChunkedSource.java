package io.sluice.projection.stream;

import io.sluice.projection.fold.PlacedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.DelegatingMessageStream;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamableEventSource;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.jspecify.annotations.Nullable;

/**
 * Hands on as one message whatever events are there, up to a bound. Axon's coordinator waits 100 ms
 * whenever it has 1,024 messages waiting for the worker, which with an event a message is a ceiling
 * of 10,000 events a second.
 */
final class ChunkedSource implements StreamableEventSource {

    static final int MOST_EVENTS = 32;

    private static final MessageType TYPE = new MessageType("sluice-placed-events", "1");

    private final StreamableEventSource events;

    /**
     * @param events a stream of messages that carry a {@link PlacedEvent} each
     */
    ChunkedSource(StreamableEventSource events) {
        this.events = events;
    }

    /** What the messages of this source carry: events in the order of the stream. */
    record Chunk(List<PlacedEvent> events) {}

    @Override
    public MessageStream<EventMessage> open(
            StreamingCondition condition, @Nullable ProcessingContext context) {
        return new Chunks(events.open(condition, context));
    }

    private static final class Chunks extends DelegatingMessageStream<EventMessage, EventMessage> {

        private @Nullable Entry<EventMessage> peeked;

        Chunks(MessageStream<EventMessage> events) {
            super(events);
        }

        @Override
        public Optional<Entry<EventMessage>> next() {
            Optional<Entry<EventMessage>> next = peek();
            peeked = null;
            return next;
        }

        @Override
        public Optional<Entry<EventMessage>> peek() {
            if (peeked == null) {
                peeked = gather().orElse(null);
            }
            return Optional.ofNullable(peeked);
        }

        /** The token of a chunk is that of its last event. */
        private Optional<Entry<EventMessage>> gather() {
            List<PlacedEvent> chunk = new ArrayList<>();
            Optional<Entry<EventMessage>> last = Optional.empty();
            while (chunk.size() < MOST_EVENTS && delegate().hasNextAvailable()) {
                Optional<Entry<EventMessage>> next = delegate().next();
                if (next.isEmpty()) {
                    break;
                }
                chunk.add((PlacedEvent) Objects.requireNonNull(next.get().message().payload()));
                last = next;
            }
            return last.map(
                    entry ->
                            new SimpleEntry<>(
                                    new GenericEventMessage(TYPE, new Chunk(chunk)),
                                    TrackingToken.addToContext(
                                            Context.empty(),
                                            TrackingToken.fromContext(entry).orElseThrow())));
        }

        @Override
        public boolean hasNextAvailable() {
            return peeked != null || delegate().hasNextAvailable();
        }

        @Override
        public boolean isCompleted() {
            return peeked == null && delegate().isCompleted();
        }
    }

    @Override
    public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
        return events.firstToken(context);
    }

    @Override
    public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
        return events.latestToken(context);
    }

    @Override
    public CompletableFuture<TrackingToken> tokenAt(
            Instant at, @Nullable ProcessingContext context) {
        return events.tokenAt(at, context);
    }
}
