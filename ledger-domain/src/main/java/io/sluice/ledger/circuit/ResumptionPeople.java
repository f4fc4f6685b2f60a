package io.sluice.ledger.circuit;

import io.sluice.ledger.command.Approvals;
import io.sluice.ledger.command.LedgerCommand.DecideResumption;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.ResumptionAsked;
import io.sluice.ledger.event.LedgerEvent.ResumptionDecided;
import io.sluice.ledger.event.Recorded;
import io.sluice.ledger.id.ResumptionId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who has asked that a pause ends, and whether they are enough. A person counts once, however often
 * they ask; what they asked for last is what they ask for.
 *
 * @param askings in the order of the log
 */
record ResumptionPeople(
        PauseOpened pause, List<Recorded<ResumptionAsked>> askings, Approvals needed) {

    /** What follows when one more asks: that they asked, and the decision once they are enough. */
    LedgerEvent[] asked(DecideResumption command, ResumptionId id, String actor) {
        if (command.breakGlass() || (needed.people() == 1 && askings.isEmpty())) {
            return new LedgerEvent[] {alone(command, id, actor)};
        }
        Map<String, Optional<Integer>> rates = rates(command, actor);
        ResumptionAsked asked =
                new ResumptionAsked(
                        id,
                        command.pauseIds(),
                        command.pauseId(),
                        command.reason(),
                        command.ratePerSecond(),
                        actor,
                        rates.size(),
                        needed.people());
        return rates.size() >= needed.people() && mayComplete(actor)
                ? new LedgerEvent[] {asked, together(command, id, actor, rates)}
                : new LedgerEvent[] {asked};
    }

    private boolean mayComplete(String actor) {
        return needed.mayComplete(actor, Set.of(pause.openedBy()));
    }

    /** By person, in the order in which each asked first. */
    private Map<String, Optional<Integer>> rates(DecideResumption command, String actor) {
        Map<String, Optional<Integer>> rates = new LinkedHashMap<>();
        askings.forEach(
                before -> rates.put(before.event().askedBy(), before.event().ratePerSecond()));
        rates.put(actor, command.ratePerSecond());
        return rates;
    }

    private static ResumptionDecided alone(
            DecideResumption command, ResumptionId id, String actor) {
        return new ResumptionDecided(
                id,
                command.pauseIds(),
                command.pauseId(),
                command.reason(),
                command.ratePerSecond(),
                actor,
                List.of(actor),
                command.breakGlass());
    }

    /** The most careful of them sets the rate. */
    private static ResumptionDecided together(
            DecideResumption command,
            ResumptionId id,
            String actor,
            Map<String, Optional<Integer>> rates) {
        return new ResumptionDecided(
                id,
                command.pauseIds(),
                command.pauseId(),
                command.reason(),
                rates.values().stream()
                        .flatMap(Optional::stream)
                        .min(Comparator.<Integer>naturalOrder()),
                actor,
                List.copyOf(rates.keySet()),
                false);
    }
}
