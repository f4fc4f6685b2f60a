package io.sluice.command.circuit;

import io.sluice.command.fold.Placed;
import io.sluice.command.payout.Tally;
import io.sluice.ledger.circuit.CircuitState;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.AccountEvent;
import io.sluice.ledger.event.LedgerEvent.CircuitEvent;
import io.sluice.ledger.event.LedgerEvent.ExtensionDecided;
import io.sluice.ledger.event.LedgerEvent.PauseExtended;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.PauseResumed;
import io.sluice.ledger.event.LedgerEvent.ResumptionAsked;
import io.sluice.ledger.event.LedgerEvent.ResumptionDecided;
import io.sluice.ledger.id.PauseId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One partition's copy of the circuit with places and times: a fold of its counted entries. Fed on
 * the partition's loop, asked from any thread.
 */
final class PartitionCircuit {

    private final Map<PauseId, Fence> fences = new LinkedHashMap<>();
    private final Map<PauseId, List<Asking>> askings = new LinkedHashMap<>();
    private final Map<PauseId, Decision> decisions = new LinkedHashMap<>();
    private final Map<PauseId, Resumed> resumed = new LinkedHashMap<>();
    private final Map<PauseId, Extension> extensions = new LinkedHashMap<>();
    private CircuitState state = CircuitState.initial();

    /**
     * Applies the circuit's events among these.
     *
     * @param inFlight asked once for each pause, where its fence comes to stand
     */
    synchronized void fold(Stream<Placed> events, Function<PauseOpened, List<Tally>> inFlight) {
        events.forEachOrdered(
                placed -> {
                    if (placed.event() instanceof CircuitEvent event) {
                        apply(event, placed, inFlight);
                        state = state.evolve((LedgerEvent) event, placed.sequence());
                    }
                });
    }

    private void apply(CircuitEvent event, Placed at, Function<PauseOpened, List<Tally>> inFlight) {
        switch (event) {
            case PauseOpened e ->
                    fences.computeIfAbsent(
                            e.pauseId(),
                            first ->
                                    new Fence(
                                            e,
                                            at.stored(),
                                            at.position(),
                                            at.time(),
                                            inFlight.apply(e)));
            case ResumptionAsked e ->
                    askings.computeIfAbsent(e.pauseId(), first -> new ArrayList<>())
                            .add(new Asking(e, at.position(), at.time()));
            case ResumptionDecided e ->
                    decisions.putIfAbsent(e.pauseId(), new Decision(e, at.position(), at.time()));
            case ExtensionDecided e ->
                    extensions.merge(
                            e.pauseId(),
                            new Extension(e, at.position(), at.time()),
                            (one, next) ->
                                    next.event().number() > one.event().number() ? next : one);
            // What was carried here is in the state.
            case PauseExtended _ -> {}
            case PauseResumed e ->
                    resumed.putIfAbsent(e.pauseId(), new Resumed(e, at.position(), at.time()));
        }
    }

    /** The pause that an event of the circuit is about. */
    static Optional<PauseId> pauseOf(LedgerEvent event) {
        return switch (event) {
            case PauseOpened e -> Optional.of(e.pauseId());
            case ResumptionAsked e -> Optional.of(e.pauseId());
            case ResumptionDecided e -> Optional.of(e.pauseId());
            case ExtensionDecided e -> Optional.of(e.pauseId());
            case PauseExtended e -> Optional.of(e.pauseId());
            case PauseResumed e -> Optional.of(e.pauseId());
            case AccountEvent _ -> Optional.empty();
        };
    }

    synchronized CircuitState state() {
        return state;
    }

    synchronized Optional<Fence> fence(PauseId id) {
        return Optional.ofNullable(fences.get(id));
    }

    /** In the order of the log. */
    synchronized List<Asking> askings(PauseId id) {
        return List.copyOf(askings.getOrDefault(id, List.of()));
    }

    synchronized Optional<Decision> decision(PauseId id) {
        return Optional.ofNullable(decisions.get(id));
    }

    /** The last decision about the pause's end; only its home partition has it. */
    synchronized Optional<Extension> extension(PauseId id) {
        return Optional.ofNullable(extensions.get(id));
    }

    /** The number of the last change of the pause's end that was carried here; 0 before any. */
    synchronized int extended(PauseId id) {
        return state.carriedExtension(id).map(extended -> extended.event().number()).orElse(0);
    }

    synchronized Optional<Resumed> resumed(PauseId id) {
        return Optional.ofNullable(resumed.get(id));
    }

    /** Every pause of which this partition has heard. */
    synchronized Set<PauseId> known() {
        Set<PauseId> ids = new TreeSet<>(Comparator.comparing(PauseId::value, UUID::compareTo));
        ids.addAll(fences.keySet());
        ids.addAll(askings.keySet());
        ids.addAll(decisions.keySet());
        ids.addAll(resumed.keySet());
        return ids;
    }
}
