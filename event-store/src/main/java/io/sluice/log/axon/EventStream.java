package io.sluice.log.axon;

import io.sluice.log.writer.LedgerNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * An endless stream of confirmed events over one or more partitions: in the log's order within
 * each, and between them the earlier entry first as far as is known. Thread-safe; never blocks.
 */
final class EventStream implements MessageStream<EventMessage> {

    private final LedgerNode node;
    private final List<PartitionCursor> cursors;
    private final Function<PartitionCursor, TrackingToken> tokenAfter;
    private final Runnable onAppended = this::signal;
    private @Nullable Entry<EventMessage> peeked;
    private volatile @Nullable Runnable callback;
    private volatile boolean closed;

    /**
     * @param tokenAfter the token of an event, asked right after its cursor moved past it
     */
    EventStream(
            LedgerNode node,
            List<PartitionCursor> cursors,
            Function<PartitionCursor, TrackingToken> tokenAfter) {
        this.node = node;
        this.cursors = cursors;
        this.tokenAfter = tokenAfter;
        cursors.forEach(cursor -> node.onAppended(cursor.partition(), onAppended));
    }

    @Override
    public synchronized Optional<Entry<EventMessage>> next() {
        Optional<Entry<EventMessage>> next = peek();
        peeked = null;
        return next;
    }

    @Override
    public synchronized Optional<Entry<EventMessage>> peek() {
        if (peeked == null && !closed) {
            peeked = fetch();
        }
        return Optional.ofNullable(peeked);
    }

    private @Nullable Entry<EventMessage> fetch() {
        return cursors.stream()
                .filter(cursor -> cursor.peek().isPresent())
                .min(Comparator.comparing(cursor -> cursor.peek().orElseThrow().entry().time()))
                .map(this::take)
                .orElse(null);
    }

    private Entry<EventMessage> take(PartitionCursor cursor) {
        PartitionCursor.Found found = cursor.peek().orElseThrow();
        cursor.moveTo(found.sequence() + 1);
        EntryResource place =
                new EntryResource(
                        found.entry().position(),
                        found.entry().time(),
                        found.sequence(),
                        found.event().tags());
        Context context =
                TrackingToken.addToContext(Context.empty(), tokenAfter.apply(cursor))
                        .withResource(EntryResource.KEY, place);
        return new SimpleEntry<>(EventMapping.toMessage(found.event()), context);
    }

    @Override
    public void setCallback(Runnable callback) {
        this.callback = callback;
        if (hasNextAvailable()) {
            signal();
        }
    }

    private void signal() {
        Runnable current = callback;
        if (current != null && !closed) {
            current.run();
        }
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
        return peek().isPresent();
    }

    @Override
    public void close() {
        closed = true;
        cursors.forEach(cursor -> node.removeOnAppended(cursor.partition(), onAppended));
    }
}
