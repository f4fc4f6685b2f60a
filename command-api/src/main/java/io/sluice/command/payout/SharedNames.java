package io.sluice.command.payout;

import io.sluice.ledger.id.PauseId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One list for all that are held by the same pauses. What each is told to be held by is a list of
 * its own, and a pause that is to be named in a hundred thousand would make each of these longer.
 */
final class SharedNames {

    private final Map<List<PauseId>, List<PauseId>> lists = new HashMap<>();

    /** The first list that was equal to this one. */
    List<PauseId> shared(List<PauseId> pauses) {
        return lists.computeIfAbsent(pauses, first -> first);
    }

    /** To be called when pauses come or go: what covers a lane is another list from then on. */
    void forget() {
        lists.clear();
    }
}
