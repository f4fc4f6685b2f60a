package io.sluice.command.payout;

import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.id.PauseId;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who holds what is held. Those of one lane that came to be held by the same pauses, while nothing
 * changed in the circuit, are one group. Guarded by its queue.
 */
final class HeldGroups {

    private final Map<Lane, Set<Holders>> byLane = new HashMap<>();
    private final Map<PauseId, Set<Holders>> byPause = new HashMap<>();

    /** The groups that are still joined, by the pauses that those who join are held by. */
    private final Map<Lane, Map<List<PauseId>, Holders>> latest = new HashMap<>();

    /** To be called when pauses come or go: who is held from then on is another group. */
    void circuitChanged() {
        latest.clear();
    }

    /** The group of one that is held by these pauses now. */
    Holders groupOf(Lane lane, List<PauseId> pauses) {
        return latest.computeIfAbsent(lane, first -> new HashMap<>())
                .computeIfAbsent(pauses, Holders::new);
    }

    void came(Payout held) {
        Holders group = held.holders();
        if (group.held() == 0) {
            byLane.computeIfAbsent(held.lane(), HeldGroups::groups).add(group);
            group.pauses().forEach(pause -> note(pause, group));
        }
        group.hold(1);
    }

    void went(Payout held) {
        Holders group = held.holders();
        group.hold(-1);
        if (group.held() == 0) {
            remove(byLane, held.lane(), group);
            group.pauses().forEach(pause -> remove(byPause, pause, group));
        }
    }

    /**
     * Those of the scope that are held already are held by this pause too.
     *
     * @return how many did not say so yet
     */
    long name(PauseId pause, Scope scope) {
        List<Holders> others =
                byLane.entrySet().stream()
                        .filter(
                                lane ->
                                        scope.covers(
                                                lane.getKey().asset(), lane.getKey().network()))
                        .flatMap(lane -> lane.getValue().stream())
                        .filter(group -> !group.names(pause))
                        .toList();
        others.forEach(
                group -> {
                    group.add(pause);
                    note(pause, group);
                });
        return others.stream().mapToLong(Holders::held).sum();
    }

    private void note(PauseId pause, Holders group) {
        byPause.computeIfAbsent(pause, HeldGroups::groups).add(group);
    }

    /** Each for itself, whatever it says at the moment. */
    private static Set<Holders> groups(Object of) {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static <K> void remove(Map<K, Set<Holders>> groups, K key, Holders group) {
        Set<Holders> left = groups.getOrDefault(key, Set.of());
        if (left.remove(group) && left.isEmpty()) {
            groups.remove(key);
        }
    }

    /** How many the pause holds. */
    long by(PauseId pause) {
        return byPause.getOrDefault(pause, Set.of()).stream().mapToLong(Holders::held).sum();
    }
}
