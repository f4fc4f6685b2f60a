package io.sluice.command.circuit;

import io.sluice.command.slice.ReleaseGate;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pauses that were asked of this node and may not stand everywhere yet: while one is here,
 * nothing in its scope is released by this node, whether or not the log can be reached.
 */
public final class Intents implements ReleaseGate {

    private final IntentFiles files;
    private final Map<PauseId, Intent> open = new LinkedHashMap<>();

    /**
     * @param folder for example {@code data/intents}
     */
    public Intents(Path folder) {
        this.files = new IntentFiles(folder);
        files.read().forEach(intent -> open.put(intent.pause().pauseId(), intent));
    }

    /** Keeps it on disk and shuts the gate; the intent that was there before, if one was. */
    synchronized Optional<Intent> keep(Intent intent) {
        Optional<Intent> before = Optional.ofNullable(open.get(intent.pause().pauseId()));
        if (before.isEmpty()) {
            open.put(intent.pause().pauseId(), intent);
            files.write(intent);
        }
        return before;
    }

    /** It stands everywhere, or has ended. */
    synchronized void drop(PauseId id) {
        if (open.containsKey(id)) {
            files.delete(id);
            open.remove(id);
        }
    }

    synchronized List<Intent> open() {
        return List.copyOf(open.values());
    }

    @Override
    public synchronized boolean isShut(Asset asset, Network network) {
        return open.values().stream()
                .anyMatch(intent -> intent.pause().scope().covers(asset, network));
    }
}
