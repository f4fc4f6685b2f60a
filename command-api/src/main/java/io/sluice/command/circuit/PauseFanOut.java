package io.sluice.command.circuit;

import io.sluice.command.bus.CommandEngine;
import io.sluice.command.bus.LedgerEventMessages;
import io.sluice.command.bus.Route;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.log.LogPosition;
import io.sluice.log.StoredEvent;
import io.sluice.log.writer.Barriers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

    /** Sends to all partitions in which it neither stands nor has ended; returns at once. */
    void send(PauseOpened pause, CommandHeader header) {
        for (int partition : board.unfenced(pause.pauseId())) {
            Attempt attempt =
                    new Attempt(
                            partition,
                            pause,
                            log.barriers(partition).newNonce(),
                            List.of(LedgerEventMessages.stored(pause, COMMAND, header)));
            attempt.throughOwner();
            attempt.watch(System.nanoTime(), log.reader().end(partition));
        }
    }

    /** One partition's barrier on its way. */
    private final class Attempt {

        private final int partition;
        private final PauseOpened pause;
        private final String nonce;
        private final List<StoredEvent> events;

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
        void throughOwner() {
            var _ =
                    engine.turns()
                            .take(
                                    Route.toPartition(partition),
                                    clock.instant().plus(settings.answerWithin()),
                                    new UnlessThere(engine, pause.pauseId()))
                            .thenCompose(
                                    there ->
                                            there
                                                    ? CompletableFuture.completedFuture(null)
                                                    : barriers()
                                                            .throughOwner(
                                                                    EFFECT, nonce, Map.of(),
                                                                    events))
                            .whenComplete((done, failure) -> note("through its owner", failure));
        }

        /** Looks again after a silence's length: still nothing counted, then past the owner. */
        void watch(long sinceNanos, Optional<LogPosition> endBefore) {
            CompletableFuture.delayedExecutor(
                            settings.ownerSilence().toNanos(), TimeUnit.NANOSECONDS)
                    .execute(
                            () -> {
                                if (!stands()) {
                                    Optional<LogPosition> end = log.reader().end(partition);
                                    boolean slow =
                                            System.nanoTime() - sinceNanos
                                                    > settings.mostOwnerWait().toNanos();
                                    if (slow || end.equals(endBefore)) {
                                        direct();
                                    } else {
                                        watch(sinceNanos, end);
                                    }
                                }
                            });
        }

        private void direct() {
            LOG.info("pause {}: past the owner of partition {}", pause.pauseId(), partition);
            var _ =
                    barriers()
                            .direct(EFFECT, nonce, Map.of(), events)
                            .whenComplete((done, failure) -> note("past its owner", failure));
        }

        private Barriers barriers() {
            return log.barriers(partition);
        }

        private void note(String way, @org.jspecify.annotations.Nullable Throwable failure) {
            if (failure != null && !stands()) {
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
