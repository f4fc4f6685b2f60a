package io.sluice.command.circuit;

import io.sluice.command.slice.ReleaseGate;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pauses that were asked of this node and may not stand everywhere yet: while one is here,
 * nothing in its scope is released by this node, whether or not the log can be reached. The gate is
 * a snapshot in memory, so that neither the partitions' loops nor a fan-out ever wait for the disk;
 * one thread brings the files after it.
 */
public final class Intents implements ReleaseGate, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Intents.class);
    private static final int MOST_WAITING = 1_000;
    private static final long CLOSE_WITHIN_SECONDS = 2;

    private final IntentFiles files;
    private final Set<PauseId> onDisk = ConcurrentHashMap.newKeySet();

    /** Those whose file does not say yet what the snapshot says, because the disk failed. */
    private final Set<PauseId> behind = new HashSet<>();

    private final Object changing = new Object();
    private final ThreadPoolExecutor disk =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(MOST_WAITING),
                    Thread.ofPlatform().name("intents").daemon(true).factory());
    private volatile Map<PauseId, Intent> open;

    /**
     * @param folder for example {@code data/intents}
     */
    public Intents(Path folder) {
        this.files = new IntentFiles(folder);
        Map<PauseId, Intent> kept = new LinkedHashMap<>();
        files.read().forEach(intent -> kept.put(intent.pause().pauseId(), intent));
        onDisk.addAll(kept.keySet());
        open = kept;
    }

    /**
     * Shuts the gate at once and has it kept on disk beside whatever the caller does next; the
     * intent that was there before, if one was. One whose file could not be written is tried again.
     */
    Optional<Intent> keep(Intent intent) {
        PauseId id = intent.pause().pauseId();
        Optional<Intent> before;
        synchronized (changing) {
            before = Optional.ofNullable(open.get(id));
            if (before.isEmpty()) {
                Map<PauseId, Intent> next = new LinkedHashMap<>(open);
                next.put(id, intent);
                open = next;
            }
        }
        if (!onDisk.contains(id)) {
            later(id);
        }
        return before;
    }

    /** It stands everywhere, or has ended. */
    void drop(PauseId id) {
        synchronized (changing) {
            if (!open.containsKey(id)) {
                return;
            }
            Map<PauseId, Intent> next = new LinkedHashMap<>(open);
            next.remove(id);
            open = next;
        }
        later(id);
    }

    /** Tries again to write, and to delete, the files with which the disk failed. */
    void keepOnDisk() {
        Set<PauseId> again = new LinkedHashSet<>(open.keySet());
        again.removeAll(onDisk);
        synchronized (behind) {
            again.addAll(behind);
        }
        again.forEach(this::later);
    }

    private void later(PauseId id) {
        try {
            disk.execute(() -> bringAfter(id));
        } catch (RejectedExecutionException full) {
            alarmOnce(id, full);
        }
    }

    /** Makes the file say what the snapshot says now; on the disk's one thread. */
    private void bringAfter(PauseId id) {
        try {
            Optional<Intent> wanted = Optional.ofNullable(open.get(id));
            if (wanted.isPresent() && !onDisk.contains(id)) {
                files.write(wanted.get());
                onDisk.add(id);
            } else if (wanted.isEmpty() && onDisk.contains(id)) {
                files.delete(id);
                onDisk.remove(id);
            }
            caughtUp(id);
        } catch (RuntimeException failure) {
            alarmOnce(id, failure);
        }
    }

    /** One alarm from the first file with which the disk fails until none is behind. */
    private void alarmOnce(PauseId id, RuntimeException failure) {
        synchronized (behind) {
            if (behind.isEmpty()) {
                LOG.error("an intent is not kept on disk: {}", id, failure);
            }
            behind.add(id);
        }
    }

    private void caughtUp(PauseId id) {
        synchronized (behind) {
            if (behind.remove(id) && behind.isEmpty()) {
                LOG.warn("the disk has all intents again");
            }
        }
    }

    /** Whether the disk lacks an intent that this node has. */
    public boolean isBehind() {
        synchronized (behind) {
            return !behind.isEmpty();
        }
    }

    List<Intent> open() {
        return List.copyOf(open.values());
    }

    /**
     * Pauses that this node knows of before any partition has to say it: nothing in their scope is
     * released here.
     */
    public List<PauseOpened> pauses() {
        return open().stream().map(Intent::pause).toList();
    }

    public Optional<PauseOpened> pause(PauseId id) {
        return find(id).map(Intent::pause);
    }

    Optional<Intent> find(PauseId id) {
        return Optional.ofNullable(open.get(id));
    }

    boolean isOpen(PauseId id) {
        return open.containsKey(id);
    }

    /** Whether the intent would survive a crash. */
    boolean isOnDisk(PauseId id) {
        return onDisk.contains(id);
    }

    @Override
    public boolean isShut(Asset asset, Network network) {
        return open.values().stream()
                .anyMatch(intent -> intent.pause().scope().covers(asset, network));
    }

    /** Lets the disk finish what it was asked. */
    @Override
    public void close() {
        disk.shutdown();
        try {
            if (!disk.awaitTermination(CLOSE_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                LOG.error("intents may not be kept: the disk does not answer");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
