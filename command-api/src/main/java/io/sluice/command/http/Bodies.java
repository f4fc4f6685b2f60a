package io.sluice.command.http;

import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.AccountEvent;
import io.sluice.ledger.event.LedgerEvent.DepositCredited;
import io.sluice.ledger.event.LedgerEvent.WithdrawalEvent;
import io.sluice.ledger.event.LedgerEvent.WithdrawalHeld;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bodies of answers, made of a command's events and nothing else. */
final class Bodies {

    private final Catalogue catalogue;

    Bodies(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    Answers.Shape account(List<LedgerEvent> events) {
        AccountEvent event = (AccountEvent) events.getFirst();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("accountId", event.accountId().value());
        if (event instanceof LedgerEvent.AccountOpened) {
            body.put("status", "OPEN");
            return new Answers.Shape(
                    201, Optional.of("/v1/accounts/" + event.accountId().value()), body);
        }
        body.put("status", status(event));
        return Answers.Shape.ok(body);
    }

    private static String status(AccountEvent event) {
        return switch (event) {
            case LedgerEvent.AccountOpened e -> "OPEN";
            case LedgerEvent.AccountUnfrozen e -> "OPEN";
            case LedgerEvent.AccountFrozen e -> "FROZEN";
            case LedgerEvent.AccountClosed e -> "CLOSED";
            case DepositCredited e -> throw unexpected(e);
            case WithdrawalEvent e -> throw unexpected(e);
        };
    }

    Answers.Shape deposit(List<LedgerEvent> events) {
        DepositCredited credited = (DepositCredited) events.getFirst();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("depositId", credited.depositId().toString());
        body.put("accountId", credited.accountId().value());
        body.put("asset", credited.asset().code());
        body.put("amount", catalogue.render(credited.asset(), credited.amount()));
        body.put("reference", credited.reference());
        return new Answers.Shape(201, Optional.empty(), body);
    }

    /** A new withdrawal: 202 where it is held or awaits approval. */
    Answers.Shape requested(List<LedgerEvent> events) {
        WithdrawalRequested request = (WithdrawalRequested) events.getFirst();
        Optional<WithdrawalHeld> held =
                events.stream()
                        .filter(WithdrawalHeld.class::isInstance)
                        .map(WithdrawalHeld.class::cast)
                        .findFirst();
        WithdrawalStatus status = held.isPresent() ? WithdrawalStatus.HELD : status(request);
        Map<String, Object> body = identity(request, status);
        body.put("asset", request.asset().code());
        body.put("network", request.network().name());
        body.put("amount", catalogue.render(request.asset(), request.amount()));
        body.put("fee", catalogue.render(request.asset(), request.fee()));
        Map<String, Object> destination = new LinkedHashMap<>();
        destination.put("address", request.destination().address());
        request.destination().memo().ifPresent(memo -> destination.put("memo", memo));
        body.put("destination", destination);
        request.expiresAt().ifPresent(end -> body.put("expiresAt", end.toString()));
        request.approval()
                .ifPresent(
                        need ->
                                body.put(
                                        "approvalRules",
                                        need.rules().stream().map(Enum::name).toList()));
        held.ifPresent(
                h -> body.put("heldBy", h.pauseIds().stream().map(Object::toString).toList()));
        return new Answers.Shape(
                status == WithdrawalStatus.REQUESTED ? 201 : 202,
                Optional.of(
                        "/v1/accounts/"
                                + request.accountId().value()
                                + "/withdrawals/"
                                + request.withdrawalId()),
                body);
    }

    /** A withdrawal that moved. */
    Answers.Shape moved(List<LedgerEvent> events) {
        WithdrawalEvent event = (WithdrawalEvent) events.getFirst();
        Map<String, Object> body = identity(event, status((WithdrawalEvent) events.getLast()));
        switch (event) {
            case LedgerEvent.WithdrawalSubmitted e -> body.put("railReference", e.railReference());
            case LedgerEvent.WithdrawalSettled e -> {
                body.put("transaction", e.transaction());
                e.evidence().ifPresent(evidence -> body.put("evidence", evidence));
            }
            case LedgerEvent.WithdrawalFailed e -> {
                body.put("reason", e.reason());
                e.evidence().ifPresent(evidence -> body.put("evidence", evidence));
            }
            case LedgerEvent.WithdrawalOutcomeUnknown e -> body.put("reason", e.reason());
            case LedgerEvent.WithdrawalCancelled e -> body.put("reason", e.reason());
            case LedgerEvent.WithdrawalApproved e -> body.put("reason", e.reason());
            case LedgerEvent.WithdrawalRejected e -> body.put("reason", e.reason());
            case LedgerEvent.WithdrawalExpired e -> throw unexpected(e);
            case WithdrawalRequested e -> throw unexpected(e);
            case WithdrawalHeld e -> throw unexpected(e);
            case LedgerEvent.WithdrawalReleased e -> throw unexpected(e);
        }
        return Answers.Shape.ok(body);
    }

    private static WithdrawalStatus status(WithdrawalEvent event) {
        return switch (event) {
            case WithdrawalRequested e ->
                    e.approval().isPresent()
                            ? WithdrawalStatus.AWAITING_APPROVAL
                            : WithdrawalStatus.REQUESTED;
            case LedgerEvent.WithdrawalApproved e -> WithdrawalStatus.REQUESTED;
            case LedgerEvent.WithdrawalRejected e -> WithdrawalStatus.REJECTED;
            case LedgerEvent.WithdrawalExpired e -> WithdrawalStatus.CANCELLED;
            case WithdrawalHeld e -> WithdrawalStatus.HELD;
            case LedgerEvent.WithdrawalReleased e -> WithdrawalStatus.RELEASED;
            case LedgerEvent.WithdrawalSubmitted e -> WithdrawalStatus.SUBMITTED;
            case LedgerEvent.WithdrawalSettled e -> WithdrawalStatus.SETTLED;
            case LedgerEvent.WithdrawalFailed e -> WithdrawalStatus.FAILED;
            case LedgerEvent.WithdrawalOutcomeUnknown e -> WithdrawalStatus.UNKNOWN;
            case LedgerEvent.WithdrawalCancelled e -> WithdrawalStatus.CANCELLED;
        };
    }

    private static Map<String, Object> identity(WithdrawalEvent event, WithdrawalStatus status) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("withdrawalId", event.withdrawalId().toString());
        body.put("accountId", event.accountId().value());
        body.put("status", status.name());
        body.put("money", status.money().wire());
        return body;
    }

    private static IllegalStateException unexpected(LedgerEvent event) {
        return new IllegalStateException("no command over HTTP leads to " + event);
    }
}
