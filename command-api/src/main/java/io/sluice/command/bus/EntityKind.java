package io.sluice.command.bus;

import io.sluice.ledger.event.LedgerEvent;
import io.sluice.log.EventTag;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How one kind of state is found and folded.
 *
 * @param tag what the state's events are found by
 * @param remembered how many states each partition keeps in memory; 0 where each is asked for once
 */
record EntityKind<I, E>(E initial, Function<I, EventTag> tag, Evolver<E> evolver, int remembered) {

    /** The pure next state. */
    @FunctionalInterface
    interface Evolver<E> {
        E evolve(E state, SourcedEvent event);
    }

    /**
     * One event as it was found.
     *
     * @param entryTime the time of its entry, looked up for those who ask
     */
    record SourcedEvent(
            LedgerEvent event,
            long sequence,
            Map<String, String> meta,
            Supplier<Instant> entryTime) {}
}
