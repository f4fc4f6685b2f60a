package io.sluice.command.circuit;

import io.sluice.command.bus.CommandOutcome;
import io.sluice.command.bus.Commands;
import io.sluice.command.bus.RandomIds;
import io.sluice.failpoint.Failpoint;
import io.sluice.failpoint.Failpoints;
import io.sluice.ledger.circuit.LiftPauseDecision;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.LiftPause;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.id.PauseId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends pauses that were to lift themselves, once they have come to their end: the owner of the
 * pause's home decides it, and it is carried as any resumption. An owner whose clock was set does
 * not, whichever way it was set; a person has to.
 */
final class Lifting {

    private static final Logger LOG = LoggerFactory.getLogger(Lifting.class);

    private final Commands commands;
    private final Resumptions resumptions;
    private final CircuitBoard board;
    private final CaughtUp caughtUp;
    private final ToIntFunction<PauseId> home;
    private final SteadyClock clock;
    private final Set<PauseId> underWay = ConcurrentHashMap.newKeySet();
    private boolean alarmed;

    Lifting(
            Commands commands,
            Resumptions resumptions,
            CircuitBoard board,
            CaughtUp caughtUp,
            ToIntFunction<PauseId> home,
            SteadyClock clock) {
        this.commands = commands;
        this.resumptions = resumptions;
        this.board = board;
        this.caughtUp = caughtUp;
        this.home = home;
        this.clock = clock;
    }

    /** Looks once at what has come to its end; waits for nothing. */
    void look() {
        List<PauseOpened> toLift =
                board.active().stream()
                        .filter(id -> board.decision(id).isEmpty())
                        .flatMap(id -> board.fence(home.applyAsInt(id), id).stream())
                        .map(Fence::pause)
                        .filter(PauseOpened::liftsAtEnd)
                        .toList();
        if (toLift.isEmpty()) {
            return;
        }
        Optional<Instant> now = clock.beyondDoubt();
        alarm(now.isEmpty(), toLift);
        now.ifPresent(
                at ->
                        toLift.stream()
                                .filter(pause -> isDue(pause, at))
                                .forEach(pause -> lift(pause.pauseId(), at)));
    }

    private void alarm(boolean stepped, List<PauseOpened> toLift) {
        if (stepped && !alarmed) {
            LOG.error(
                    "alarm clock-stepped: this node's clock was set, so that pauses do not lift"
                            + " themselves here: {}",
                    toLift.stream().map(PauseOpened::pauseId).toList());
        }
        alarmed = stepped;
    }

    private boolean isDue(PauseOpened pause, Instant now) {
        int at = home.applyAsInt(pause.pauseId());
        return caughtUp.isServed(at)
                && board.state(at).expectedEnd(pause).filter(end -> !now.isBefore(end)).isPresent();
    }

    private void lift(PauseId id, Instant now) {
        if (!underWay.add(id)) {
            return;
        }
        LOG.info("pause {} has come to its end and lifts itself", id);
        CommandHeader header =
                new CommandHeader(
                        RandomIds.next(),
                        LiftPauseDecision.ACTOR,
                        Optional.empty(),
                        now.truncatedTo(ChronoUnit.MICROS));
        var _ =
                commands.send(new LiftPause(id), header, home.applyAsInt(id))
                        .whenComplete(
                                (outcome, failure) -> {
                                    underWay.remove(id);
                                    note(id, outcome, failure);
                                });
    }

    private void note(PauseId id, @Nullable CommandOutcome outcome, @Nullable Throwable failure) {
        switch (outcome) {
            case null -> LOG.info("pause {} not lifted yet: {}", id, String.valueOf(failure));
            case CommandOutcome.Refused refused ->
                    LOG.info("pause {} not lifted: {}", id, refused.detail());
            case CommandOutcome.Accepted _, CommandOutcome.Repeated _ -> {
                Failpoints.reached(Failpoint.LIFT_AFTER_DECISION);
                resumptions.carry(id, caughtUp::isServed);
            }
        }
    }
}
