package io.sluice.projection.fold;

import io.sluice.ledger.event.LedgerEvent.WithdrawalApproved;
import io.sluice.ledger.event.LedgerEvent.WithdrawalCancelled;
import io.sluice.ledger.event.LedgerEvent.WithdrawalEvent;
import io.sluice.ledger.event.LedgerEvent.WithdrawalExpired;
import io.sluice.ledger.event.LedgerEvent.WithdrawalFailed;
import io.sluice.ledger.event.LedgerEvent.WithdrawalHeld;
import io.sluice.ledger.event.LedgerEvent.WithdrawalOutcomeUnknown;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRejected;
import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSettled;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSubmitted;
import io.sluice.ledger.id.PauseId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a line of a withdrawal's timeline says beyond the withdrawal's own terms. */
final class TimelineDetail {

    private TimelineDetail() {}

    static Map<String, String> of(WithdrawalEvent event) {
        return switch (event) {
            case WithdrawalRequested e -> requested(e);
            case WithdrawalApproved e -> Map.of("reason", e.reason());
            case WithdrawalRejected e -> Map.of("reason", e.reason());
            case WithdrawalExpired e -> Map.of("expiredAt", e.expiredAt().toString());
            case WithdrawalHeld e ->
                    Map.of(
                            "pauseIds",
                            e.pauseIds().stream()
                                    .map(PauseId::toString)
                                    .collect(Collectors.joining(",")));
            case WithdrawalReleased e ->
                    Map.of(
                            "attempt", Integer.toString(e.attempt()),
                            "notAfter", e.notAfter().toString(),
                            "rail", e.rail().name());
            case WithdrawalSubmitted e -> Map.of("railReference", e.railReference());
            case WithdrawalSettled e -> with("transaction", e.transaction(), e.evidence());
            case WithdrawalFailed e -> with("reason", e.reason(), e.evidence());
            case WithdrawalOutcomeUnknown e -> Map.of("reason", e.reason());
            case WithdrawalCancelled e -> Map.of("reason", e.reason());
        };
    }

    private static Map<String, String> requested(WithdrawalRequested event) {
        Map<String, String> detail = new LinkedHashMap<>();
        event.expiresAt().ifPresent(end -> detail.put("expiresAt", end.toString()));
        event.approval()
                .ifPresent(
                        need ->
                                detail.put(
                                        "approvalRules",
                                        need.rules().stream()
                                                .map(Enum::name)
                                                .collect(Collectors.joining(","))));
        return detail;
    }

    private static Map<String, String> with(String name, String value, Optional<String> evidence) {
        Map<String, String> detail = new LinkedHashMap<>();
        detail.put(name, value);
        evidence.ifPresent(text -> detail.put("evidence", text));
        return detail;
    }
}
