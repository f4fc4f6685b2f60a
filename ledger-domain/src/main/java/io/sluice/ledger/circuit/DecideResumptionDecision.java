package io.sluice.ledger.circuit;

import static io.sluice.ledger.refusal.ErrorCode.ALREADY_RESUMED;
import static io.sluice.ledger.refusal.ErrorCode.PAUSE_NOT_FOUND;

import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.CommandKey;
import io.sluice.ledger.command.CommandReplay;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.FirstOutcome.Known;
import io.sluice.ledger.command.FirstOutcome.None;
import io.sluice.ledger.command.LedgerCommand.DecideResumption;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.ResumptionDecided;
import io.sluice.ledger.event.Recorded;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.ResumptionId;
import java.util.List;
import java.util.Optional;

/**
 * Decides once, in a pause's home partition, that the pause ends. A caller names several pauses
 * under one key and each is decided in its own home, which may be the same partition: the key then
 * finds decisions about the others too.
 */
public final class DecideResumptionDecision {

    private DecideResumptionDecision() {}

    /** The header needs a key: the resumption's id follows from it. */
    public static Verdict decide(
            DecideResumption command,
            CommandHeader header,
            CircuitState circuit,
            FirstOutcome first) {
        CommandKey key = header.requiredKey();
        ResumptionId id = NamedIds.resumption(key.id());
        if (circuit.pause(command.pauseId()).isEmpty()) {
            return Verdict.refused(PAUSE_NOT_FOUND, "There is no such pause.");
        }
        return reused(command, header, circuit, first)
                .or(() -> repeated(command, id, circuit))
                .or(() -> resumed(command, circuit))
                .orElseGet(() -> Verdict.accepted(event(command, header, id)));
    }

    private static Optional<Verdict> reused(
            DecideResumption command,
            CommandHeader header,
            CircuitState circuit,
            FirstOutcome first) {
        boolean otherCommand =
                switch (first) {
                    case None _ -> false;
                    case Known known ->
                            !CommandReplay.isOf(command, header, known)
                                    || !known.events().stream().allMatch(e -> isPartOf(command, e));
                };
        CommandKey key = header.requiredKey();
        boolean keyOfPause = circuit.pause(NamedIds.pause(key.id())).isPresent();
        boolean liftedOthers =
                !command.pauseIds().containsAll(circuit.liftedBy(NamedIds.resumption(key.id())));
        boolean keyOfExtension = !circuit.extendedBy(NamedIds.extension(key.id())).isEmpty();
        return otherCommand || keyOfPause || liftedOthers || keyOfExtension
                ? Optional.of(CommandReplay.reused())
                : Optional.empty();
    }

    /** Whether the event was decided for the same call, about this pause or one beside it. */
    private static boolean isPartOf(DecideResumption command, LedgerEvent event) {
        return event instanceof ResumptionDecided decided
                && new DecideResumption(
                                command.pauseId(),
                                decided.pauseIds(),
                                decided.reason(),
                                decided.ratePerSecond())
                        .equals(command);
    }

    private static Optional<Verdict> repeated(
            DecideResumption command, ResumptionId id, CircuitState circuit) {
        return circuit.decision(command.pauseId())
                .filter(before -> before.event().resumptionId().equals(id))
                .map(DecideResumptionDecision::again);
    }

    private static Verdict again(Recorded<ResumptionDecided> before) {
        return new Verdict.Repeated(List.of(before.event()), before.sequence());
    }

    private static Optional<Verdict> resumed(DecideResumption command, CircuitState circuit) {
        boolean over =
                circuit.decision(command.pauseId()).isPresent()
                        || circuit.resumption(command.pauseId()).isPresent();
        return over
                ? Optional.of(Verdict.refused(ALREADY_RESUMED, "This pause was resumed already."))
                : Optional.empty();
    }

    private static ResumptionDecided event(
            DecideResumption command, CommandHeader header, ResumptionId id) {
        return new ResumptionDecided(
                id,
                command.pauseIds(),
                command.pauseId(),
                command.reason(),
                command.ratePerSecond(),
                header.actor());
    }
}
