package io.sluice.projection.testing;

import io.sluice.log.axon.ChainTrackingToken;
import io.sluice.log.axon.ChainTrackingToken.Place;
import io.sluice.projection.fold.PlacedEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.core.Context;
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

/** A {@link TestLedger} as Axon streams it. */
public final class TestLedgerSource implements StreamableEventSource {

    private static final TrackingToken BEGINNING = new ChainTrackingToken(new TreeMap<>());

    private final TestLedger ledger;

    public TestLedgerSource(TestLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public MessageStream<EventMessage> open(
            StreamingCondition condition, @Nullable ProcessingContext context) {
        return new Following((ChainTrackingToken) condition.position());
    }

    private final class Following implements MessageStream<EventMessage> {

        private ChainTrackingToken token;
        private int index;
        private volatile boolean closed;
        private volatile Runnable callback = () -> {};

        Following(ChainTrackingToken from) {
            this.token = from;
            ledger.listen(() -> callback.run());
        }

        private Optional<PlacedEvent> current() {
            while (!closed) {
                Optional<PlacedEvent> event = ledger.get(index);
                boolean done =
                        event.filter(
                                        place ->
                                                place.sequence()
                                                        < token.at(place.position().partition())
                                                                .nextSequence())
                                .isPresent();
                if (!done) {
                    return event;
                }
                index++;
            }
            return Optional.empty();
        }

        private Entry<EventMessage> entry(PlacedEvent place) {
            Map<Integer, Place> places = new TreeMap<>(token.places());
            places.put(
                    place.position().partition(),
                    new Place(place.sequence() + 1, place.position().offset(), place.head()));
            EventMessage message =
                    new GenericEventMessage(new MessageType(place.type(), place.version()), place);
            return new SimpleEntry<>(
                    message,
                    TrackingToken.addToContext(
                            Context.empty(), new ChainTrackingToken(new TreeMap<>(places))));
        }

        @Override
        public Optional<Entry<EventMessage>> next() {
            Optional<Entry<EventMessage>> next = peek();
            next.ifPresent(
                    entry ->
                            token =
                                    (ChainTrackingToken)
                                            TrackingToken.fromContext(entry).orElseThrow());
            return next;
        }

        @Override
        public Optional<Entry<EventMessage>> peek() {
            return current().map(this::entry);
        }

        @Override
        public void setCallback(Runnable newCallback) {
            callback = newCallback;
            newCallback.run();
        }

        @Override
        public Optional<Throwable> error() {
            return Optional.empty();
        }

        @Override
        public boolean isCompleted() {
            return closed;
        }

        @Override
        public boolean hasNextAvailable() {
            return current().isPresent();
        }

        @Override
        public void close() {
            closed = true;
            callback = () -> {};
        }
    }

    @Override
    public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(BEGINNING);
    }

    @Override
    public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
        throw new UnsupportedOperationException("a projection begins at the beginning");
    }

    @Override
    public CompletableFuture<TrackingToken> tokenAt(
            Instant at, @Nullable ProcessingContext context) {
        throw new UnsupportedOperationException("a projection begins at the beginning");
    }
}
