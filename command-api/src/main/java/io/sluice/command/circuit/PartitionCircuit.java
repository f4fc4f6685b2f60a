package io.sluice.command.circuit;

import io.sluice.command.payout.PayoutQueue;
import io.sluice.ledger.circuit.CircuitState;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.CircuitEvent;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.PauseResumed;
import io.sluice.ledger.event.LedgerEvent.ResumptionDecided;
import io.sluice.ledger.id.PauseId;
import io.sluice.log.CountedEntry;
import io.sluice.log.StoredEvent;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * One partition's copy of the circuit with places and times: a fold of its counted entries. Fed on
 * the partition's loop, asked from any thread.
 */
final class PartitionCircuit {

    private final Map<PauseId, Fence> fences = new LinkedHashMap<>();
    private final Map<PauseId, Decision> decisions = new LinkedHashMap<>();
    private final Map<PauseId, Resumed> resumed = new LinkedHashMap<>();
    private CircuitState state = CircuitState.initial();

    /**
     * @param payouts the partition's queue, which has the entry already
     */
    synchronized void fold(CountedEntry entry, PayoutQueue payouts) {
        long sequence = entry.firstSequence();
        for (StoredEvent stored : entry.events()) {
            if (stored.payload() instanceof CircuitEvent event) {
                apply(event, stored, entry, payouts);
                state = state.evolve((LedgerEvent) event, sequence);
            }
            sequence++;
        }
    }

    private void apply(
            CircuitEvent event, StoredEvent stored, CountedEntry entry, PayoutQueue payouts) {
        switch (event) {
            case PauseOpened e ->
                    fences.putIfAbsent(
                            e.pauseId(),
                            new Fence(
                                    e,
                                    stored,
                                    entry.position(),
                                    entry.time(),
                                    payouts.inFlight(e.scope())));
            case ResumptionDecided e ->
                    decisions.putIfAbsent(
                            e.pauseId(), new Decision(e, entry.position(), entry.time()));
            case PauseResumed e ->
                    resumed.putIfAbsent(
                            e.pauseId(), new Resumed(e, entry.position(), entry.time()));
        }
    }

    synchronized CircuitState state() {
        return state;
    }

    synchronized Optional<Fence> fence(PauseId id) {
        return Optional.ofNullable(fences.get(id));
    }

    synchronized Optional<Decision> decision(PauseId id) {
        return Optional.ofNullable(decisions.get(id));
    }

    synchronized Optional<Resumed> resumed(PauseId id) {
        return Optional.ofNullable(resumed.get(id));
    }

    /** Every pause of which this partition has heard. */
    synchronized Set<PauseId> known() {
        Set<PauseId> ids = new TreeSet<>(Comparator.comparing(PauseId::value, UUID::compareTo));
        ids.addAll(fences.keySet());
        ids.addAll(decisions.keySet());
        ids.addAll(resumed.keySet());
        return ids;
    }
}
