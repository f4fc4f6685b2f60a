package io.sluice.projection.stream;

import io.sluice.log.axon.ChainTrackingToken;
import io.sluice.log.axon.EntryResource;
import io.sluice.projection.fold.PlacedEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamableEventSource;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.jspecify.annotations.Nullable;

/**
 * The engine's stream with each event's place put into its payload: Axon hands a processor's
 * batches over as messages only and drops what stands in the entries' contexts, save the last
 * token.
 */
final class LedgerEventSource implements StreamableEventSource {

    private final EventStorageEngine engine;

    LedgerEventSource(EventStorageEngine engine) {
        this.engine = engine;
    }

    @Override
    public MessageStream<EventMessage> open(
            StreamingCondition condition, @Nullable ProcessingContext context) {
        return engine.stream(condition, context)
                .map(entry -> entry.map(message -> placed(entry, message)));
    }

    private static EventMessage placed(
            MessageStream.Entry<EventMessage> entry, EventMessage message) {
        EntryResource place = Objects.requireNonNull(entry.getResource(EntryResource.KEY));
        ChainTrackingToken token =
                (ChainTrackingToken) TrackingToken.fromContext(entry).orElseThrow();
        PlacedEvent payload =
                new PlacedEvent(
                        Objects.requireNonNull(message.payload()),
                        message.type().name(),
                        message.type().version(),
                        message.metadata().getOrDefault("actor", ""),
                        place.position(),
                        token.at(place.position().partition()).head(),
                        place.entryTime(),
                        place.sequence());
        return new GenericEventMessage(
                message.identifier(),
                message.type(),
                payload,
                message.metadata(),
                message.timestamp());
    }

    @Override
    public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
        return engine.firstToken(context);
    }

    @Override
    public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
        return engine.latestToken(context);
    }

    @Override
    public CompletableFuture<TrackingToken> tokenAt(
            Instant at, @Nullable ProcessingContext context) {
        return engine.tokenAt(at, context);
    }
}
