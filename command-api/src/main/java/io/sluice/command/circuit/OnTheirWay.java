package io.sluice.command.circuit;

import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pauses that stand in some partition and not yet in all: what they cover is not released by this
 * node anywhere, though a partition's own copy does not say so yet. Thread-safe; looks are one at a
 * time, so that the last of them has seen everything.
 */
final class OnTheirWay {

    private final Map<PauseId, Scope> scopes = new ConcurrentHashMap<>();

    /** Looks at the pause again, after something was counted about it. */
    synchronized void look(PauseId id, CircuitBoard board) {
        boolean onItsWay =
                board.decision(id).isEmpty()
                        && board.resumptions(id).isEmpty()
                        && !board.unfenced(id).isEmpty();
        if (onItsWay) {
            board.pause(id).ifPresent(pause -> scopes.put(id, pause.scope()));
        } else {
            scopes.remove(id);
        }
    }

    boolean covers(Asset asset, Network network) {
        return scopes.values().stream().anyMatch(scope -> scope.covers(asset, network));
    }
}
