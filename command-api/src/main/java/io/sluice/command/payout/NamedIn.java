package io.sluice.command.payout;

import io.sluice.ledger.id.PauseId;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * Names one more pause in those that are held already. There may be a hundred thousand, and nearly
 * all of them share the list of who holds them: they share the longer one too.
 */
final class NamedIn {

    private final PauseId pause;
    private final IdentityHashMap<List<PauseId>, List<PauseId>> longer = new IdentityHashMap<>();
    private long count;

    NamedIn(PauseId pause) {
        this.pause = pause;
    }

    /** The same one, held by the pause too; as it is where it says so already. */
    Payout in(Payout held) {
        List<PauseId> names = longer.computeIfAbsent(held.heldBy(), this::withPause);
        if (names.size() == held.heldBy().size()) {
            return held;
        }
        count++;
        return held.held(names, held.since());
    }

    private List<PauseId> withPause(List<PauseId> pauses) {
        return pauses.contains(pause)
                ? pauses
                : Stream.concat(pauses.stream(), Stream.of(pause)).toList();
    }

    /** How many it was named in. */
    long count() {
        return count;
    }
}
