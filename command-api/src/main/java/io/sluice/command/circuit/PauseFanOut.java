package io.sluice.command.circuit;

import io.sluice.command.bus.CommandEngine;
import io.sluice.command.bus.LedgerEventMessages;
import io.sluice.command.bus.Route;
import io.sluice.failpoint.Failpoint;
import io.sluice.failpoint.Failpoints;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.id.PauseId;
import io.sluice.log.Confirmed;
import io.sluice.log.LogPosition;
import io.sluice.log.StoredEvent;
import io.sluice.log.writer.Barriers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a pause into partitions: through each owner's pipeline first, which voids nothing, and
 * past an owner that has fallen silent. When it stands is seen on the board, whichever way it came.
 */
final class PauseFanOut {

    private static final Logger LOG = LoggerFactory.getLogger(PauseFanOut.class);
    static final String EFFECT = "pause-opened";
    static final String COMMAND = "open-pause";

    private final CommandEngine engine;
    private final LogPort log;
    private final CircuitBoard board;
    private final CircuitSettings settings;
    private final Clock clock;
    private final Map<Target, Attempt> attempts = new ConcurrentHashMap<>();

    PauseFanOut(
            CommandEngine engine,
            LogPort log,
            CircuitBoard board,
            CircuitSettings settings,
            Clock clock) {
        this.engine = engine;
        this.log = log;
        this.board = board;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Sends to those partitions in which it neither stands nor has ended; returns at once. What is
     * still on its way is not doubled.
     */
    void send(PauseOpened pause, CommandHeader header, IntPredicate where) {
        attempts.values().removeIf(Attempt::stands);
        List<Integer> targets =
                board.unfenced(pause.pauseId()).stream().filter(where::test).toList();
        for (int partition : targets) {
            Attempt attempt =
                    attempts.computeIfAbsent(
                            new Target(pause.pauseId(), partition),
                            target ->
                                    new Attempt(
                                            target.partition(),
                                            pause,
                                            log.barriers(target.partition()).newNonce(),
                                            List.of(
                                                    LedgerEventMessages.stored(
                                                            pause, COMMAND, header))));
            attempt.throughOwner();
            attempt.watch(System.nanoTime(), log.reader().end(partition));
        }
    }

    private record Target(PauseId pause, int partition) {}

    /**
     * One partition's barrier on its way; sent again it keeps its nonce, so that whichever copy
     * arrives first answers for all.
     */
    private final class Attempt {

        private final int partition;
        private final PauseOpened pause;
        private final String nonce;
        private final List<StoredEvent> events;
        private CompletableFuture<?> throughOwner = CompletableFuture.completedFuture(null);
        private CompletableFuture<?> pastOwner = CompletableFuture.completedFuture(null);
        private long pastOwnerNanos;

        Attempt(int partition, PauseOpened pause, String nonce, List<StoredEvent> events) {
            this.partition = partition;
            this.pause = pause;
            this.nonce = nonce;
            this.events = events;
        }

        private boolean stands() {
            return board.fence(partition, pause.pauseId()).isPresent()
                    || board.resumed(partition, pause.pauseId()).isPresent();
        }

        /** Not where the owner's speculation has it already: a second one would do nothing. */
        synchronized void throughOwner() {
            if (!throughOwner.isDone()) {
                return;
            }
            throughOwner =
                    engine.turns()
                            .takeFirst(
                                    Route.toPartition(partition),
                                    clock.instant().plus(settings.answerWithin()),
                                    new UnlessThere(engine, pause.pauseId()))
                            .thenCompose(this::sendUnless)
                            .whenComplete(
                                    (done, failure) -> note("through its owner", done, failure));
        }

        private CompletableFuture<@Nullable Confirmed> sendUnless(boolean there) {
            if (there) {
                return CompletableFuture.completedFuture(null);
            }
            Failpoints.reached(Failpoint.PAUSE_BEFORE_BARRIER);
            return barriers()
                    .throughOwner(EFFECT, nonce, Map.of(), events)
                    .thenApply(confirmed -> confirmed);
        }

        /** Looks again after a silence's length: still nothing counted, then past the owner. */
        void watch(long sinceNanos, Optional<LogPosition> endBefore) {
            CompletableFuture.delayedExecutor(
                            settings.ownerSilence().toNanos(), TimeUnit.NANOSECONDS)
                    .execute(() -> look(sinceNanos, endBefore));
        }

        private void look(long sinceNanos, Optional<LogPosition> endBefore) {
            if (stands()) {
                return;
            }
            Optional<LogPosition> end = log.reader().end(partition);
            boolean slow = System.nanoTime() - sinceNanos > settings.mostOwnerWait().toNanos();
            if (slow || end.equals(endBefore)) {
                pastOwner();
            } else {
                watch(sinceNanos, end);
            }
        }

        private synchronized void pastOwner() {
            boolean fresh = System.nanoTime() - pastOwnerNanos < settings.answerWithin().toNanos();
            if (!pastOwner.isDone() && fresh) {
                return;
            }
            LOG.info("pause {}: past the owner of partition {}", pause.pauseId(), partition);
            pastOwnerNanos = System.nanoTime();
            Failpoints.reached(Failpoint.PAUSE_BEFORE_DIRECT_BARRIER);
            pastOwner =
                    barriers()
                            .direct(EFFECT, nonce, Map.of(), events)
                            .whenComplete((done, failure) -> note("past its owner", done, failure));
        }

        private Barriers barriers() {
            return log.barriers(partition);
        }

        /** Whoever waits for the answer finds it guarded, or nearly. */
        private void note(String way, @Nullable Confirmed confirmed, @Nullable Throwable failure) {
            if (confirmed != null) {
                log.writeGuardSoon(confirmed.position());
                Failpoints.reached(Failpoint.PAUSE_AFTER_BARRIER);
            } else if (failure != null && !stands()) {
                LOG.warn(
                        "pause {}: not yet in partition {} {}: {}",
                        pause.pauseId(),
                        partition,
                        way,
                        failure.toString());
            }
        }
    }
}
