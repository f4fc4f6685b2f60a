package io.sluice.command.bus;

import io.sluice.ledger.command.Verdict;
import io.sluice.log.Confirmed;
import io.sluice.log.LedgerReader;
import io.sluice.log.LogPosition;
import io.sluice.log.PartitionWriter;
import io.sluice.log.axon.ConfirmedResource;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.CommandHandler;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.DuplicateCommandHandlerSubscriptionException;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.commandhandling.NoHandlerForCommandException;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.jspecify.annotations.Nullable;

/**
 * Axon's command bus over partition loops. A command's payload is an {@link Issued}; its handler's
 * result payload is a {@link Verdict}; what the caller gets is a {@link CommandOutcome}, and only
 * once it is durable:
 *
 * <ul>
 *   <li>accepted: when its entry was read back and counts;
 *   <li>repeated: when the first outcome's entry is confirmed;
 *   <li>refused: when an entry sent after the decision is confirmed, so that no zombie refuses.
 * </ul>
 */
public final class RoutedCommandBus implements CommandBus {

    private final Turns turns;
    private final LedgerReader reader;
    private final KeyLook keyLook;
    private final Map<QualifiedName, CommandHandler> handlers = new ConcurrentHashMap<>();

    RoutedCommandBus(Turns turns, LedgerReader reader, KeyLook keyLook) {
        this.turns = turns;
        this.reader = reader;
        this.keyLook = keyLook;
    }

    @Override
    public RoutedCommandBus subscribe(QualifiedName name, CommandHandler handler) {
        @Nullable CommandHandler existing = handlers.putIfAbsent(name, handler);
        if (existing != null && existing != handler) {
            throw new DuplicateCommandHandlerSubscriptionException(name, existing, handler);
        }
        return this;
    }

    @Override
    public CompletableFuture<CommandResultMessage> dispatch(
            CommandMessage message, @Nullable ProcessingContext dispatchedFrom) {
        @Nullable CommandHandler handler = handlers.get(message.type().qualifiedName());
        if (handler == null) {
            return CompletableFuture.failedFuture(
                    new NoHandlerForCommandException("no handler for " + message.type()));
        }
        Issued<?> issued = (Issued<?>) Objects.requireNonNull(message.payload());
        return turns.take(
                        issued.route(),
                        issued.deadline(),
                        new Handling(message, handler, keyLook.before(issued)))
                .thenApply(outcome -> new GenericCommandResultMessage(message.type(), outcome));
    }

    private final class Handling implements Turns.Turn<Verdict, CommandOutcome> {

        private final CommandMessage message;
        private final CommandHandler handler;
        private final OptionalLong keyUnseenBefore;

        Handling(CommandMessage message, CommandHandler handler, OptionalLong keyUnseenBefore) {
            this.message = message;
            this.handler = handler;
            this.keyUnseenBefore = keyUnseenBefore;
        }

        @Override
        public Verdict decide(ProcessingContext context) {
            keyUnseenBefore.ifPresent(sequence -> KeyLook.note(context, sequence));
            return (Verdict)
                    Objects.requireNonNull(
                            handler.handle(message, context)
                                    .first()
                                    .asCompletableFuture()
                                    .resultNow()
                                    .message()
                                    .payload());
        }

        @Override
        public CompletableFuture<CommandOutcome> answer(
                Verdict verdict, ProcessingContext context, PartitionWriter writer) {
            return switch (verdict) {
                case Verdict.Accepted accepted -> confirmed(accepted, context, writer);
                case Verdict.Repeated repeated -> firstOutcome(repeated, writer);
                case Verdict.Refused(var code, var detail, var extensions) ->
                        writer.settle()
                                .thenApply(
                                        settled ->
                                                new CommandOutcome.Refused(
                                                        code, detail, extensions));
            };
        }

        private CompletableFuture<CommandOutcome> confirmed(
                Verdict.Accepted accepted, ProcessingContext context, PartitionWriter writer) {
            @Nullable Confirmed confirmed = context.getResource(ConfirmedResource.KEY);
            CompletableFuture<Confirmed> entry =
                    confirmed == null
                            ? writer.settle()
                            : CompletableFuture.completedFuture(confirmed);
            return entry.thenApply(
                    at -> new CommandOutcome.Accepted(accepted.events(), at.position()));
        }

        private CompletableFuture<CommandOutcome> firstOutcome(
                Verdict.Repeated repeated, PartitionWriter writer) {
            int partition = writer.partition();
            return reader.positionOfEvent(partition, repeated.firstSequence())
                    .map(CompletableFuture::completedFuture)
                    .orElseGet(
                            () ->
                                    writer.settle()
                                            .thenApply(settled -> position(partition, repeated)))
                    .thenApply(
                            position ->
                                    new CommandOutcome.Repeated(repeated.firstEvents(), position));
        }

        private LogPosition position(int partition, Verdict.Repeated repeated) {
            return reader.positionOfEvent(partition, repeated.firstSequence())
                    .orElseThrow(
                            () ->
                                    new IllegalStateException(
                                            "settled, but event "
                                                    + repeated.firstSequence()
                                                    + " of partition "
                                                    + partition
                                                    + " is not there"));
        }
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        descriptor.describeProperty("handlers", handlers.keySet());
    }
}
