package io.sluice.ledger.circuit;

import static io.sluice.ledger.refusal.ErrorCode.ALREADY_RESUMED;
import static io.sluice.ledger.refusal.ErrorCode.PAUSE_NOT_FOUND;

import io.sluice.ledger.command.Approvals;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.CommandKey;
import io.sluice.ledger.command.CommandReplay;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.FirstOutcome.Known;
import io.sluice.ledger.command.FirstOutcome.None;
import io.sluice.ledger.command.LedgerCommand.DecideResumption;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.ResumptionAsked;
import io.sluice.ledger.event.LedgerEvent.ResumptionDecided;
import io.sluice.ledger.event.Recorded;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.ResumptionId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides once, in a pause's home partition, that the pause ends; where several people are needed,
 * records that one more has asked until they are enough. A caller names several pauses under one
 * key and each is decided in its own home, which may be the same partition: the key then finds
 * decisions about the others too.
 */
public final class DecideResumptionDecision {

    private DecideResumptionDecision() {}

    /**
     * The header needs a key: the resumption's id follows from it.
     *
     * @param needed whoever opened the pause counts among them but, where one is not enough, is
     *     never the last
     */
    public static Verdict decide(
            DecideResumption command,
            CommandHeader header,
            Approvals needed,
            CircuitState circuit,
            FirstOutcome first) {
        ResumptionId id = NamedIds.resumption(header.requiredKey().id());
        Optional<PauseOpened> pause = circuit.pause(command.pauseId()).map(Recorded::event);
        if (pause.isEmpty()) {
            return Verdict.refused(PAUSE_NOT_FOUND, "There is no such pause.");
        }
        return reused(command, header, circuit, first)
                .or(() -> repeated(command, id, circuit))
                .or(() -> resumed(command, circuit))
                .orElseGet(
                        () ->
                                Verdict.accepted(
                                        new ResumptionPeople(
                                                        pause.get(),
                                                        circuit.askings(command.pauseId()),
                                                        needed)
                                                .asked(command, id, header.actor())));
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
                                    || !known.events().stream()
                                            .allMatch(e -> isPartOf(command, e, known));
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
    private static boolean isPartOf(DecideResumption command, LedgerEvent event, Known first) {
        return switch (event) {
            case ResumptionAsked asked -> isSameCall(command, CommandReplay.payloadOf(asked));
            // Its rate may be another's; what this call said stands in the asking beside it.
            case ResumptionDecided decided when asks(decided.pauseId(), first) -> true;
            case ResumptionDecided decided -> isSameCall(command, CommandReplay.payloadOf(decided));
            case LedgerEvent _ -> false;
        };
    }

    private static boolean asks(PauseId pause, Known first) {
        return first.events().stream()
                .anyMatch(e -> e instanceof ResumptionAsked asked && asked.pauseId().equals(pause));
    }

    private static boolean isSameCall(DecideResumption command, DecideResumption before) {
        return new DecideResumption(
                        command.pauseId(),
                        before.pauseIds(),
                        before.reason(),
                        before.ratePerSecond(),
                        before.breakGlass())
                .equals(command);
    }

    private static Optional<Verdict> repeated(
            DecideResumption command, ResumptionId id, CircuitState circuit) {
        List<Recorded<? extends LedgerEvent>> ours =
                Stream.concat(
                                circuit.askings(command.pauseId()).stream()
                                        .filter(asked -> asked.event().resumptionId().equals(id)),
                                circuit.decision(command.pauseId()).stream()
                                        .filter(made -> made.event().resumptionId().equals(id)))
                        .<Recorded<? extends LedgerEvent>>map(before -> before)
                        .toList();
        return ours.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Verdict.Repeated(
                                ours.stream().<LedgerEvent>map(Recorded::event).toList(),
                                ours.getFirst().sequence()));
    }

    private static Optional<Verdict> resumed(DecideResumption command, CircuitState circuit) {
        boolean over =
                circuit.decision(command.pauseId()).isPresent()
                        || circuit.resumption(command.pauseId()).isPresent();
        return over
                ? Optional.of(Verdict.refused(ALREADY_RESUMED, "This pause was resumed already."))
                : Optional.empty();
    }
}
