package io.sluice.ledger.circuit;

import static io.sluice.ledger.refusal.ErrorCode.ALREADY_RESUMED;
import static io.sluice.ledger.refusal.ErrorCode.PAUSE_NOT_FOUND;

import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.ApplyExtension;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent.PauseExtended;
import java.util.List;

/** Carries a decided extension into one partition; one that came too late changes nothing. */
public final class ApplyExtensionDecision {

    private ApplyExtensionDecision() {}

    /** The header's actor is the ledger itself; its key, if any, is not looked at. */
    public static Verdict decide(
            ApplyExtension command, CommandHeader header, CircuitState circuit) {
        if (circuit.pause(command.pauseId()).isEmpty()) {
            return Verdict.refused(PAUSE_NOT_FOUND, "The pause has not come here yet.");
        }
        if (circuit.resumption(command.pauseId()).isPresent()) {
            return Verdict.refused(ALREADY_RESUMED, "This pause was resumed already.");
        }
        return circuit.carriedExtension(command.pauseId())
                .filter(before -> before.event().number() >= command.number())
                .<Verdict>map(
                        before -> new Verdict.Repeated(List.of(before.event()), before.sequence()))
                .orElseGet(
                        () ->
                                Verdict.accepted(
                                        new PauseExtended(
                                                command.pauseId(),
                                                command.extensionId(),
                                                command.number(),
                                                command.expectedEnd(),
                                                command.decisionPosition())));
    }
}
