package io.sluice.ledger.circuit;

import static io.sluice.ledger.refusal.ErrorCode.ALREADY_RESUMED;

import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.ApplyResumption;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent.PauseResumed;
import io.sluice.ledger.event.Recorded;
import java.util.List;

/**
 * Carries a decided resumption into one partition. It is recorded even where the pause was never
 * opened, so that an opening that comes late has no effect.
 */
public final class ApplyResumptionDecision {

    private ApplyResumptionDecision() {}

    /** The header's actor is the ledger itself; its key, if any, is not looked at. */
    public static Verdict decide(
            ApplyResumption command, CommandHeader header, CircuitState circuit) {
        return circuit.resumption(command.pauseId())
                .map(before -> again(command, before))
                .orElseGet(
                        () ->
                                Verdict.accepted(
                                        new PauseResumed(
                                                command.pauseId(),
                                                command.resumptionId(),
                                                command.decisionPosition(),
                                                command.ratePerSecond())));
    }

    private static Verdict again(ApplyResumption command, Recorded<PauseResumed> before) {
        return before.event().resumptionId().equals(command.resumptionId())
                ? new Verdict.Repeated(List.of(before.event()), before.sequence())
                : Verdict.refused(ALREADY_RESUMED, "Another resumption has ended this pause.");
    }
}
