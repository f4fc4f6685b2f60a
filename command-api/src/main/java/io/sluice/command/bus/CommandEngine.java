package io.sluice.command.bus;

import io.sluice.log.EventView;
import io.sluice.log.LedgerReader;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.StorageEngineBackedEventStore;
import org.axonframework.messaging.core.EmptyApplicationContext;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.axonframework.messaging.core.unitofwork.UnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.SimpleEventBus;

/**
 * Axon's core on the chain log, put together in one place: event store, states, command bus. Units
 * of work run on the partition loops, on whatever thread completes their entry.
 */
public final class CommandEngine {

    private final StateSources states;
    private final EventStore eventStore;
    private final Turns turns;
    private final RoutedCommandBus bus;

    /**
     * @param views a partition's events, with speculation on its loop
     * @param confirmed a partition's confirmed events, whoever asks
     * @param epochOf a partition's speculation epoch
     * @param accounts to be followed too, or nothing is kept
     */
    public CommandEngine(
            EventStorageEngine storage,
            IntFunction<EventView> views,
            IntFunction<EventView> confirmed,
            ToLongFunction<Integer> epochOf,
            Writers writers,
            LedgerReader reader,
            AccountSnapshots accounts,
            Clock clock) {
        this.eventStore =
                new StorageEngineBackedEventStore(
                        storage, new SimpleEventBus(), LedgerEventMessages::tags);
        UnitOfWorkFactory units = new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE);
        this.turns = new Turns(writers, units, clock);
        this.states = StateSources.of(views, epochOf::applyAsLong, accounts);
        this.bus = new RoutedCommandBus(turns, reader, new KeyLook(confirmed));
    }

    /** Makes the slice the handler of its command. */
    public <C> CommandEngine with(String name, Class<C> type, Slice<C> slice) {
        bus.subscribe(new QualifiedName(name), new SliceHandler<>(type, slice, states, eventStore));
        return this;
    }

    public RoutedCommandBus bus() {
        return bus;
    }

    /** For what neither reads only nor appends through the event store: barriers. */
    public Turns turns() {
        return turns;
    }

    /** The states of a turn's partition. */
    public States statesOf(ProcessingContext context) {
        return new States(states, context);
    }

    /**
     * Reads states on the partition's loop, speculation included, and answers once what was read is
     * confirmed: linearizable, and no zombie can give it.
     */
    public <R> CompletableFuture<Settled<R>> read(
            Route route, Instant deadline, Function<States, R> read) {
        return turns.take(route, deadline, new ReadTurn<>(states, read));
    }
}
