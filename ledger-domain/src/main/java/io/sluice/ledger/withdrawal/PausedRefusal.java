package io.sluice.ledger.withdrawal;

import static io.sluice.ledger.refusal.ErrorCode.WITHDRAWALS_PAUSED;

import io.sluice.ledger.circuit.CircuitState;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import java.util.HashMap;
import java.util.Map;

/** What a caller may know of a pause; its reason and incident are internal and stay out. */
final class PausedRefusal {

    private PausedRefusal() {}

    static Verdict of(PauseOpened pause, CircuitState circuit) {
        Map<String, Object> extensions = new HashMap<>();
        extensions.put("pauseId", pause.pauseId().toString());
        extensions.put("reasonClass", pause.reasonClass().name());
        extensions.put("message", pause.publicMessage());
        circuit.expectedEnd(pause).ifPresent(end -> extensions.put("expectedEnd", end.toString()));
        return new Verdict.Refused(
                WITHDRAWALS_PAUSED,
                "Withdrawals of this asset on this network are paused.",
                extensions);
    }
}
