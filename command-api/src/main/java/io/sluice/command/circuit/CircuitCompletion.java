package io.sluice.command.circuit;

import io.sluice.command.bus.RandomIds;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.CommandKey;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.PauseId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes what a crash or an unreachable partition left half done: a pause that stands in some
 * partitions goes into the others, an intent into all, a decided resumption into every partition.
 */
public final class CircuitCompletion implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CircuitCompletion.class);

    private final PauseFanOut fanOut;
    private final Resumptions resumptions;
    private final Extensions extensions;
    private final Lifting lifting;
    private final Intents intents;
    private final CircuitBoard board;
    private final CircuitSettings settings;
    private final CaughtUp caughtUp;
    private final Takeover takeover;
    private volatile boolean failing;
    private final Set<PauseId> seenHalfDone = new HashSet<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("circuit-completion").daemon(true).factory());

    CircuitCompletion(
            PauseFanOut fanOut,
            Resumptions resumptions,
            Extensions extensions,
            Lifting lifting,
            Intents intents,
            CircuitBoard board,
            CircuitSettings settings,
            CaughtUp caughtUp,
            Takeover takeover) {
        this.fanOut = fanOut;
        this.resumptions = resumptions;
        this.extensions = extensions;
        this.lifting = lifting;
        this.intents = intents;
        this.board = board;
        this.settings = settings;
        this.caughtUp = caughtUp;
        this.takeover = takeover;
    }

    public void start() {
        long pace = settings.completeEvery().toNanos();
        var _ = timer.scheduleWithFixedDelay(this::look, pace, pace, TimeUnit.NANOSECONDS);
    }

    /** Whether the last attempt failed. */
    public boolean isFailing() {
        return failing;
    }

    private void look() {
        try {
            complete();
            failing = false;
        } catch (RuntimeException failure) {
            if (!failing) {
                LOG.error("what is half done cannot be completed", failure);
            }
            failing = true;
        }
    }

    /**
     * One attempt at everything that was half done at the last look too, so that a fan-out on its
     * way is not doubled; waits for nothing. Partitions that are not served now are left for later
     * and hold up no other.
     */
    void complete() {
        takeover.look();
        intents.keepOnDisk();
        Set<PauseId> halfDone = new HashSet<>();
        for (Intent intent : intents.open()) {
            PauseId id = intent.pause().pauseId();
            if (board.decision(id).isPresent() || board.unfenced(id).isEmpty()) {
                intents.drop(id);
            } else if (halfDone.add(id) && seenHalfDone.contains(id)) {
                fanOut.send(intent.pause(), header(intent), caughtUp::isServed);
            }
        }
        for (PauseId id : board.known()) {
            boolean decided = board.decision(id).isPresent();
            boolean open =
                    (decided ? board.unresumed(id) : board.unfenced(id))
                            .stream().anyMatch(caughtUp::isServed);
            if (open && halfDone.add(id) && seenHalfDone.contains(id)) {
                complete(id, decided);
            }
        }
        seenHalfDone.clear();
        seenHalfDone.addAll(halfDone);
        extensions.complete(caughtUp::isServed);
        lifting.look();
    }

    private void complete(PauseId id, boolean decided) {
        LOG.info("completing {} of pause {}", decided ? "the resumption" : "the fan-out", id);
        if (decided) {
            resumptions.carry(id, caughtUp::isServed);
        } else {
            board.anyFence(id)
                    .ifPresent(
                            fence -> fanOut.send(fence.pause(), header(fence), caughtUp::isServed));
        }
    }

    private static CommandHeader header(Intent intent) {
        return header(intent.pause().openedBy(), intent.rawKey(), intent.time());
    }

    private static CommandHeader header(Fence fence) {
        return header(
                fence.pause().openedBy(),
                fence.stored().meta().getOrDefault("key", ""),
                fence.stored().time());
    }

    private static CommandHeader header(String actor, String rawKey, Instant time) {
        return new CommandHeader(
                RandomIds.next(),
                actor,
                Optional.of(new CommandKey(NamedIds.circuitKey(rawKey), rawKey)),
                time);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
