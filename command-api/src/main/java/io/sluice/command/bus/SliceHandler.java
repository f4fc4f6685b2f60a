package io.sluice.command.bus;

import io.sluice.ledger.command.Verdict;
import io.sluice.log.axon.DecideAgainResource;
import java.util.Objects;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreTransaction;
import org.axonframework.messaging.commandhandling.CommandHandler;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;

/** A slice as Axon's command handler: what it accepts is queued for this unit of work's entry. */
final class SliceHandler<C> implements CommandHandler {

    private final Class<C> type;
    private final Slice<C> slice;
    private final StateSources states;
    private final EventStore eventStore;

    SliceHandler(Class<C> type, Slice<C> slice, StateSources states, EventStore eventStore) {
        this.type = type;
        this.slice = slice;
        this.states = states;
        this.eventStore = eventStore;
    }

    @Override
    public MessageStream.Single<CommandResultMessage> handle(
            CommandMessage message, ProcessingContext context) {
        if (slice.restsOnMoreThanTheLog()) {
            context.putResource(DecideAgainResource.KEY, true);
        }
        Issued<?> issued = (Issued<?>) Objects.requireNonNull(message.payload());
        Verdict verdict =
                slice.decide(
                        type.cast(issued.command()), issued.header(), new States(states, context));
        if (verdict instanceof Verdict.Accepted accepted) {
            EventStoreTransaction transaction = eventStore.transaction(context);
            accepted.events().stream()
                    .map(e -> LedgerEventMessages.message(e, issued.name(), issued.header()))
                    .forEach(transaction::appendEvent);
        }
        return MessageStream.just(new GenericCommandResultMessage(message.type(), verdict));
    }
}
