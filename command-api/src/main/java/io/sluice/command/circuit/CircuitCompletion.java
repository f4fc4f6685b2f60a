package io.sluice.command.circuit;

import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.CommandKey;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.PauseId;
import java.util.Optional;
import java.util.UUID;
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
    private final Intents intents;
    private final CircuitBoard board;
    private final CircuitSettings settings;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("circuit-completion").daemon(true).factory());

    CircuitCompletion(
            PauseFanOut fanOut,
            Resumptions resumptions,
            Intents intents,
            CircuitBoard board,
            CircuitSettings settings) {
        this.fanOut = fanOut;
        this.resumptions = resumptions;
        this.intents = intents;
        this.board = board;
        this.settings = settings;
    }

    public void start() {
        long pace = settings.completeEvery().toNanos();
        var _ = timer.scheduleWithFixedDelay(this::look, pace, pace, TimeUnit.NANOSECONDS);
    }

    private void look() {
        try {
            complete();
        } catch (RuntimeException failure) {
            LOG.error("alarm circuit-not-completed", failure);
        }
    }

    /** One attempt at everything that is not everywhere yet; waits for nothing. */
    void complete() {
        for (Intent intent : intents.open()) {
            PauseId id = intent.pause().pauseId();
            if (board.decision(id).isEmpty() && !board.unfenced(id).isEmpty()) {
                fanOut.send(intent.pause(), header(intent));
            } else {
                intents.drop(id);
            }
        }
        for (PauseId id : board.known()) {
            if (board.decision(id).isPresent()) {
                if (!board.unresumed(id).isEmpty()) {
                    resumptions.carry(id);
                }
            } else if (!board.unfenced(id).isEmpty()) {
                board.anyFence(id).ifPresent(f -> fanOut.send(f.pause(), header(f)));
            }
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

    private static CommandHeader header(String actor, String rawKey, java.time.Instant time) {
        return new CommandHeader(
                UUID.randomUUID(),
                actor,
                Optional.of(new CommandKey(NamedIds.circuitKey(rawKey), rawKey)),
                time);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
