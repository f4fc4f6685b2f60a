package io.sluice.command.bus;

import io.sluice.command.bus.StateMemory.Remembered;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.log.EventTag;
import io.sluice.log.EventView;
import io.sluice.log.StoredEvent;
import io.sluice.log.axon.PartitionResource;
import io.sluice.log.axon.ReadSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;

/**
 * Loads immutable states of one kind and makes each part of the append condition, but reads nothing
 * where the partition remembers the state. What was speculation is forgotten when the partition's
 * speculation is: its epoch says so. Loop thread only; no two partitions share a memory.
 */
final class StateSource<I, E> {

    /** Counts how often a partition's speculation was thrown away. */
    @FunctionalInterface
    interface Epochs {
        long of(int partition);
    }

    private final EntityKind<I, E> kind;
    private final IntFunction<EventView> views;
    private final Epochs epochs;
    private final StateSnapshots<I, E> snapshots;
    private final Map<Integer, StateMemory<E>> memories = new ConcurrentHashMap<>();

    /**
     * @param views a partition's events, with speculation on its loop
     */
    StateSource(
            EntityKind<I, E> kind,
            IntFunction<EventView> views,
            Epochs epochs,
            StateSnapshots<I, E> snapshots) {
        this.kind = kind;
        this.views = views;
        this.epochs = epochs;
        this.snapshots = snapshots;
    }

    /** The state as the partition's speculation knows it; every id has one. */
    E load(I id, ProcessingContext context) {
        return load(id, context, 0);
    }

    /**
     * As {@link #load(Object, ProcessingContext)}, where it is known already that the partition has
     * no event of that id before a sequence.
     */
    E load(I id, ProcessingContext context, long nothingBefore) {
        int partition =
                Objects.requireNonNull(
                        context.getResource(PartitionResource.KEY),
                        "states are loaded in the turn of a partition");
        EventView events = views.apply(partition);
        long next = events.nextSequence();
        EventTag tag = kind.tag().apply(id);
        ReadSet.add(context, tag, next);
        StateMemory<E> memory =
                memories.computeIfAbsent(
                        partition, p -> new StateMemory<>(kind.remembered(), this::next));
        long epoch = epochs.of(partition);
        memory.follow(events, epoch);
        Optional<Remembered<E>> recalled = memory.recall(tag);
        if (recalled.isPresent()) {
            Remembered<E> known = recalled.get();
            Remembered<E> offered = snapshots.offer(partition, id, epoch, known);
            if (offered.sinceSnapshot() != known.sinceSnapshot()) {
                memory.kept(tag, offered);
            }
            return offered.state();
        }
        Remembered<E> folded =
                snapshots
                        .find(partition, id)
                        .orElseGet(() -> Remembered.nothing(kind.initial()).upTo(nothingBefore));
        long last = -1;
        for (long sequence : events.sequencesOf(tag, folded.known())) {
            folded = folded.moved(next(folded.state(), events.event(sequence), events, sequence));
            last = sequence;
        }
        Remembered<E> offered = snapshots.offer(partition, id, epoch, folded.upTo(next));
        memory.remember(tag, offered, last);
        return offered.state();
    }

    private E next(E before, StoredEvent event, EventView events, long sequence) {
        return kind.evolver()
                .evolve(
                        before,
                        new EntityKind.SourcedEvent(
                                (LedgerEvent) event.payload(),
                                sequence,
                                event.meta(),
                                () -> events.entryTimeOf(sequence)));
    }
}
