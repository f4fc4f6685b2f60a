package io.sluice.command.payout;

import io.sluice.ledger.id.PauseId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** How far what each pause held has left one partition, and which of these changed of late. */
final class Drains {

    private final Map<PauseId, Drain> byPause = new HashMap<>();
    private final Set<PauseId> changed = new LinkedHashSet<>();

    void change(PauseId pause, UnaryOperator<Drain> step) {
        byPause.put(pause, step.apply(of(pause)));
        changed.add(pause);
    }

    Drain of(PauseId pause) {
        return byPause.getOrDefault(pause, Drain.NONE);
    }

    /** Those that changed since this was asked last. */
    Map<PauseId, Drain> changed() {
        Map<PauseId, Drain> all = new LinkedHashMap<>();
        changed.forEach(id -> all.put(id, of(id)));
        changed.clear();
        return all;
    }

    /** Forgets what it has for what was noted. */
    void restart(Map<PauseId, Drain> noted) {
        byPause.clear();
        byPause.putAll(noted);
        changed.clear();
    }
}
