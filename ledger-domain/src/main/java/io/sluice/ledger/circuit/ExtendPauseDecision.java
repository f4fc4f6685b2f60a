package io.sluice.ledger.circuit;

import static io.sluice.ledger.refusal.ErrorCode.ALREADY_RESUMED;
import static io.sluice.ledger.refusal.ErrorCode.END_NOT_AHEAD;
import static io.sluice.ledger.refusal.ErrorCode.FORBIDDEN;
import static io.sluice.ledger.refusal.ErrorCode.PAUSE_NOT_FOUND;
import static io.sluice.ledger.refusal.ErrorCode.SECOND_PERSON_REQUIRED;

import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.CommandKey;
import io.sluice.ledger.command.CommandReplay;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.FirstOutcome.Known;
import io.sluice.ledger.command.FirstOutcome.None;
import io.sluice.ledger.command.LedgerCommand.ExtendPause;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent.ExtensionDecided;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.Recorded;
import io.sluice.ledger.id.ExtensionId;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.PauseId;
import java.util.Optional;

/**
 * Decides, in a pause's home partition, when the pause is expected to end from now on. Of a pause
 * that lifts itself an earlier end opens the gate earlier, so whoever asks for that must be one who
 * may resume and, where one person is not enough to resume, not the one who paused.
 */
public final class ExtendPauseDecision {

    private ExtendPauseDecision() {}

    /**
     * The header needs a key: the extension's id follows from it.
     *
     * @param oneIsEnough whether one person may resume alone
     */
    public static Verdict decide(
            ExtendPause command,
            CommandHeader header,
            boolean oneIsEnough,
            CircuitState circuit,
            FirstOutcome first) {
        Optional<PauseOpened> pause = circuit.pause(command.pauseId()).map(Recorded::event);
        if (pause.isEmpty()) {
            return Verdict.refused(PAUSE_NOT_FOUND, "There is no such pause.");
        }
        CommandKey key = header.requiredKey();
        ExtensionId id = NamedIds.extension(key.id());
        return repeated(command, header, first)
                .or(() -> forbidden(command, header, oneIsEnough, pause.get(), circuit))
                .or(() -> reused(command.pauseId(), key, id, circuit, first))
                .or(() -> past(command, header))
                .or(() -> over(command.pauseId(), circuit))
                .orElseGet(() -> Verdict.accepted(event(command, header, id, circuit)));
    }

    /** What the caller may do besides is no part of what was asked. */
    private static Optional<Verdict> repeated(
            ExtendPause command, CommandHeader header, FirstOutcome first) {
        return switch (first) {
            case None _ -> Optional.empty();
            case Known known ->
                    CommandReplay.isOf(command, header, known)
                                    && known.events().getFirst() instanceof ExtensionDecided before
                                    && CommandReplay.payloadOf(before)
                                            .equals(command.withoutRights())
                            ? Optional.of(
                                    new Verdict.Repeated(known.events(), known.firstSequence()))
                            : Optional.empty();
        };
    }

    private static Optional<Verdict> forbidden(
            ExtendPause command,
            CommandHeader header,
            boolean oneIsEnough,
            PauseOpened pause,
            CircuitState circuit) {
        boolean opens =
                pause.liftsAtEnd()
                        && circuit.expectedEnd(pause)
                                .filter(command.expectedEnd()::isBefore)
                                .isPresent();
        if (opens && !command.mayResume()) {
            return Optional.of(
                    Verdict.refused(
                            FORBIDDEN,
                            "This pause lifts itself at its end; to move that earlier is to resume,"
                                    + " which you may not."));
        }
        return opens && !oneIsEnough && header.actor().equals(pause.openedBy())
                ? Optional.of(
                        Verdict.refused(
                                SECOND_PERSON_REQUIRED,
                                "Whoever paused cannot make the pause lift itself earlier; another"
                                        + " person can."))
                : Optional.empty();
    }

    private static Optional<Verdict> reused(
            PauseId pause,
            CommandKey key,
            ExtensionId id,
            CircuitState circuit,
            FirstOutcome first) {
        boolean known = first instanceof Known;
        boolean keyOfPause = circuit.pause(NamedIds.pause(key.id())).isPresent();
        boolean keyOfResumption = !circuit.liftedBy(NamedIds.resumption(key.id())).isEmpty();
        boolean keyOfAnother = circuit.extendedBy(id).stream().anyMatch(p -> !p.equals(pause));
        return known || keyOfPause || keyOfResumption || keyOfAnother
                ? Optional.of(CommandReplay.reused())
                : Optional.empty();
    }

    private static Optional<Verdict> past(ExtendPause command, CommandHeader header) {
        return command.expectedEnd().isAfter(header.now())
                ? Optional.empty()
                : Optional.of(Verdict.refused(END_NOT_AHEAD, "This end has passed already."));
    }

    private static Optional<Verdict> over(PauseId id, CircuitState circuit) {
        return circuit.decision(id).isPresent() || circuit.resumption(id).isPresent()
                ? Optional.of(Verdict.refused(ALREADY_RESUMED, "This pause was resumed already."))
                : Optional.empty();
    }

    private static ExtensionDecided event(
            ExtendPause command, CommandHeader header, ExtensionId id, CircuitState circuit) {
        int number =
                circuit.extension(command.pauseId())
                        .map(last -> last.event().number() + 1)
                        .orElse(1);
        return new ExtensionDecided(
                id,
                command.pauseId(),
                number,
                command.expectedEnd(),
                command.reason(),
                header.actor());
    }
}
