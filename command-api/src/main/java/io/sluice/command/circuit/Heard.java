package io.sluice.command.circuit;

import io.sluice.command.bus.CommandOutcome;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.ResumptionAsked;
import io.sluice.ledger.event.LedgerEvent.ResumptionDecided;
import io.sluice.ledger.id.PauseId;
import io.sluice.log.LogPosition;
import java.util.List;
import java.util.Optional;

/**
 * What the home of one pause said to a call for its end.
 *
 * @param waiting that this call asked, and more people must
 * @param repeated whether the same call was made before
 */
record Heard(
        PauseId pauseId,
        Optional<ResumptionAsked> waiting,
        LogPosition position,
        boolean repeated) {

    static Heard of(PauseId pause, CommandOutcome outcome) {
        return switch (outcome) {
            case CommandOutcome.Accepted(var events, var position) ->
                    of(pause, events, position, false);
            case CommandOutcome.Repeated(var events, var position) ->
                    of(pause, events, position, true);
            case CommandOutcome.Refused refused -> throw refused.toException();
        };
    }

    private static Heard of(
            PauseId pause, List<LedgerEvent> events, LogPosition position, boolean repeated) {
        boolean decided = events.stream().anyMatch(ResumptionDecided.class::isInstance);
        return new Heard(
                pause,
                decided
                        ? Optional.empty()
                        : events.stream()
                                .filter(ResumptionAsked.class::isInstance)
                                .map(ResumptionAsked.class::cast)
                                .findFirst(),
                position,
                repeated);
    }

    boolean decided() {
        return waiting.isEmpty();
    }
}
