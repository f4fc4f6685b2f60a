package io.sluice.ledger.circuit;

import static io.sluice.ledger.refusal.ErrorCode.ALREADY_RESUMED;
import static io.sluice.ledger.refusal.ErrorCode.ILLEGAL_TRANSITION;
import static io.sluice.ledger.refusal.ErrorCode.PAUSE_NOT_FOUND;

import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.LiftPause;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.ResumptionDecided;
import io.sluice.ledger.event.Recorded;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.PauseId;
import java.util.List;
import java.util.Optional;

/**
 * Decides, in a pause's home partition, that a pause which was to lift itself at its end has come
 * to it. The end that stands in the same partition is part of the decision, so that an extension
 * and this never both win.
 */
public final class LiftPauseDecision {

    /** Who decides such a resumption. */
    public static final String ACTOR = "ledger";

    /** Why, for the record. */
    public static final String REASON = "ended as asked when it was made";

    private LiftPauseDecision() {}

    /** The header's time is that of a clock that is beyond doubt; its key is not looked at. */
    public static Verdict decide(LiftPause command, CommandHeader header, CircuitState circuit) {
        PauseId id = command.pauseId();
        Optional<PauseOpened> pause = circuit.pause(id).map(Recorded::event);
        if (pause.isEmpty()) {
            return Verdict.refused(PAUSE_NOT_FOUND, "There is no such pause.");
        }
        if (circuit.decision(id).isPresent() || circuit.resumption(id).isPresent()) {
            return Verdict.refused(ALREADY_RESUMED, "This pause was resumed already.");
        }
        return isDue(pause.get(), header, circuit)
                ? Verdict.accepted(
                        new ResumptionDecided(
                                NamedIds.lift(id),
                                List.of(id),
                                id,
                                REASON,
                                Optional.empty(),
                                ACTOR))
                : Verdict.refused(ILLEGAL_TRANSITION, "This pause does not lift itself now.");
    }

    private static boolean isDue(PauseOpened pause, CommandHeader header, CircuitState circuit) {
        return pause.liftsAtEnd()
                && circuit.expectedEnd(pause)
                        .filter(end -> !header.now().isBefore(end))
                        .isPresent();
    }
}
