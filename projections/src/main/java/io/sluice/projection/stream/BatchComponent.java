package io.sluice.projection.stream;

import io.sluice.projection.fold.BatchWriter;
import io.sluice.projection.fold.PlacedEvent;
import io.sluice.projection.stream.ChunkedSource.Chunk;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.Message;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventHandler;
import org.axonframework.messaging.eventhandling.EventHandlerRegistry;
import org.axonframework.messaging.eventhandling.EventHandlingComponent;
import org.axonframework.messaging.eventhandling.EventMessage;

/**
 * Collects the events of a batch and writes them when the batch is about to commit. Nothing is done
 * in the handler itself, because Axon 5.0.1 joins the handlers' results so that the failure of one
 * event can be lost behind the success of a later one; what fails before a commit cannot.
 */
final class BatchComponent implements EventHandlingComponent {

    private static final Context.ResourceKey<List<PlacedEvent>> BATCH =
            Context.ResourceKey.withLabel("sluice.projection.batch");

    private final BatchWriter writer;
    private final Consumer<Map<Integer, Long>> onCommitted;

    /**
     * @param onCommitted gets the next sequence of each partition that the batch advanced, on the
     *     worker's thread
     */
    BatchComponent(BatchWriter writer, Consumer<Map<Integer, Long>> onCommitted) {
        this.writer = writer;
        this.onCommitted = onCommitted;
    }

    @Override
    public MessageStream.Empty<Message> handle(EventMessage event, ProcessingContext context) {
        context.computeResourceIfAbsent(BATCH, () -> begin(context))
                .addAll(((Chunk) Objects.requireNonNull(event.payload())).events());
        return MessageStream.empty();
    }

    private List<PlacedEvent> begin(ProcessingContext context) {
        List<PlacedEvent> batch = new ArrayList<>();
        context.runOnPrepareCommit(
                committing -> {
                    Map<Integer, Long> next = write(committing, batch);
                    committing.runOnAfterCommit(_ -> onCommitted.accept(next));
                });
        return batch;
    }

    private Map<Integer, Long> write(ProcessingContext context, List<PlacedEvent> batch) {
        try {
            return writer.write(PostgresWork.connection(context), batch);
        } catch (SQLException failed) {
            throw new DatabaseFailure("batch of " + batch.size() + " events", failed);
        }
    }

    /** All events are ours, known or not: an unknown one must not be passed over. */
    @Override
    public boolean supports(QualifiedName eventName) {
        return true;
    }

    @Override
    public Set<QualifiedName> supportedEvents() {
        return Set.of();
    }

    /** One sequence: the order of the log. */
    @Override
    public Object sequenceIdentifierFor(EventMessage event, ProcessingContext context) {
        return "ledger";
    }

    @Override
    public EventHandlerRegistry subscribe(QualifiedName name, EventHandler eventHandler) {
        throw new UnsupportedOperationException("handles every event itself");
    }
}
