package io.sluice.command.bus;

import io.sluice.command.bus.StateMemory.Remembered;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.log.axon.PartitionResource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreTransaction;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.core.Context.ResourceKey;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.modelling.repository.ManagedEntity;
import org.axonframework.modelling.repository.Repository;

/**
 * Loads immutable states through the event store's transaction, so that each becomes part of the
 * append condition, but sources only what came after the state that the partition remembers. What
 * was speculation is forgotten when the partition's speculation is: its epoch says so. Loop thread
 * only; no two partitions share a memory.
 */
final class CachingRepository<I, E> implements Repository.LifecycleManagement<I, E> {

    /** Counts how often a partition's speculation was thrown away. */
    @FunctionalInterface
    interface Epochs {
        long of(int partition);
    }

    private final EntityKind<I, E> kind;
    private final EventStore eventStore;
    private final Epochs epochs;
    private final StateSnapshots<I, E> snapshots;
    private final Map<Integer, StateMemory<I, E>> memories = new ConcurrentHashMap<>();
    private final ResourceKey<Map<I, Managed<I, E>>> managedKey =
            ResourceKey.withLabel("managedStates");

    CachingRepository(
            EntityKind<I, E> kind,
            EventStore eventStore,
            Epochs epochs,
            StateSnapshots<I, E> snapshots) {
        this.kind = kind;
        this.eventStore = eventStore;
        this.epochs = epochs;
        this.snapshots = snapshots;
    }

    @Override
    public Class<E> entityType() {
        return kind.entityType();
    }

    @Override
    public Class<I> idType() {
        return kind.idType();
    }

    @Override
    public CompletableFuture<ManagedEntity<I, E>> load(I id, ProcessingContext context) {
        Map<I, Managed<I, E>> managed = managed(context);
        return CompletableFuture.completedFuture(
                managed.computeIfAbsent(id, absent -> new Managed<>(id, source(id, context))));
    }

    /** Every id has a state; nothing is ever created here. */
    @Override
    public CompletableFuture<ManagedEntity<I, E>> loadOrCreate(I id, ProcessingContext context) {
        return load(id, context);
    }

    private E source(I id, ProcessingContext context) {
        int partition =
                Objects.requireNonNull(
                        context.getResource(PartitionResource.KEY),
                        "states are loaded in the turn of a partition");
        StateMemory<I, E> memory =
                memories.computeIfAbsent(partition, p -> new StateMemory<>(kind.remembered()));
        long epoch = epochs.of(partition);
        Remembered<E> known =
                memory.recall(id, epoch)
                        .or(() -> snapshots.find(partition, id))
                        .orElse(Remembered.nothing(kind.initial()));
        EventStoreTransaction transaction = eventStore.transaction(context);
        Remembered<E> folded =
                transaction
                        .source(
                                SourcingCondition.conditionFor(
                                        new GlobalIndexConsistencyMarker(known.known()).position(),
                                        EventCriteria.havingTags(kind.tag().apply(id))))
                        .reduce(known, (before, entry) -> before.moved(next(before.state(), entry)))
                        .resultNow();
        long events = GlobalIndexConsistencyMarker.position(transaction.appendPosition());
        memory.remember(id, epoch, snapshots.offer(partition, id, epoch, folded.upTo(events)));
        return folded.state();
    }

    private E next(E before, MessageStream.Entry<? extends EventMessage> entry) {
        EventMessage message = entry.message();
        return kind.evolver()
                .evolve(
                        before,
                        new EntityKind.SourcedEvent(
                                (LedgerEvent) Objects.requireNonNull(message.payload()),
                                SourcedSequence.of(entry),
                                message.metadata()));
    }

    @Override
    public ManagedEntity<I, E> persist(I id, E entity, ProcessingContext context) {
        return attach(new Managed<>(id, entity), context);
    }

    @Override
    public ManagedEntity<I, E> attach(ManagedEntity<I, E> entity, ProcessingContext context) {
        return managed(context)
                .computeIfAbsent(entity.identifier(), id -> new Managed<>(id, entity.entity()));
    }

    private Map<I, Managed<I, E>> managed(ProcessingContext context) {
        return context.computeResourceIfAbsent(managedKey, ConcurrentHashMap::new);
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        descriptor.describeProperty("kind", kind);
    }

    private static final class Managed<I, E> implements ManagedEntity<I, E> {

        private final I id;
        private E state;

        Managed(I id, E state) {
            this.id = id;
            this.state = state;
        }

        @Override
        public I identifier() {
            return id;
        }

        @Override
        public E entity() {
            return state;
        }

        @Override
        public E applyStateChange(UnaryOperator<E> change) {
            state = change.apply(state);
            return state;
        }
    }
}
