package io.sluice.ledger.wire;

import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.AccountClosed;
import io.sluice.ledger.event.LedgerEvent.AccountEvent;
import io.sluice.ledger.event.LedgerEvent.AccountFrozen;
import io.sluice.ledger.event.LedgerEvent.AccountOpened;
import io.sluice.ledger.event.LedgerEvent.AccountUnfrozen;
import io.sluice.ledger.event.LedgerEvent.CircuitEvent;
import io.sluice.ledger.event.LedgerEvent.DepositCredited;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.PauseResumed;
import io.sluice.ledger.event.LedgerEvent.ResumptionDecided;
import io.sluice.ledger.event.LedgerEvent.WithdrawalCancelled;
import io.sluice.ledger.event.LedgerEvent.WithdrawalEvent;
import io.sluice.ledger.event.LedgerEvent.WithdrawalFailed;
import io.sluice.ledger.event.LedgerEvent.WithdrawalHeld;
import io.sluice.ledger.event.LedgerEvent.WithdrawalOutcomeUnknown;
import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSettled;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSubmitted;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.withdrawal.Destination;
import io.sluice.ledger.withdrawal.RailTerms;
import java.io.ByteArrayOutputStream;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes payloads, members in the order of {@code src/docs/events.md}. */
final class EventWriter {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String RATE = "ratePerSecond";

    private final JsonGenerator out;

    private EventWriter(JsonGenerator out) {
        this.out = out;
    }

    static byte[] write(LedgerEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            new EventWriter(out).members(event);
            out.writeEndObject();
        } catch (JacksonException wrong) {
            throw new IllegalArgumentException("cannot be written: " + event, wrong);
        }
        return bytes.toByteArray();
    }

    private void members(LedgerEvent event) {
        switch (event) {
            case AccountEvent about -> account(about);
            case CircuitEvent about -> circuit(about);
        }
    }

    private void account(AccountEvent event) {
        text("accountId", event.accountId().value());
        switch (event) {
            case AccountOpened _ -> {}
            case AccountFrozen e -> text("reason", e.reason());
            case AccountUnfrozen e -> text("reason", e.reason());
            case AccountClosed e -> text("reason", e.reason());
            case DepositCredited e -> {
                text("depositId", e.depositId().toString());
                text("asset", e.asset().code());
                amount("amount", e.amount());
                text("reference", e.reference());
            }
            case WithdrawalEvent e -> withdrawal(e);
        }
    }

    private void withdrawal(WithdrawalEvent event) {
        text("withdrawalId", event.withdrawalId().toString());
        switch (event) {
            case WithdrawalRequested e -> requested(e);
            case WithdrawalHeld e -> pauses(e.pauseIds());
            case WithdrawalReleased e -> released(e);
            case WithdrawalSubmitted e -> text("railReference", e.railReference());
            case WithdrawalSettled e -> {
                money(e.asset(), e.amount(), e.fee());
                text("transaction", e.transaction());
                e.evidence().ifPresent(evidence -> text("evidence", evidence));
            }
            case WithdrawalFailed e -> {
                money(e.asset(), e.amount(), e.fee());
                text("reason", e.reason());
                e.evidence().ifPresent(evidence -> text("evidence", evidence));
            }
            case WithdrawalOutcomeUnknown e -> text("reason", e.reason());
            case WithdrawalCancelled e -> {
                money(e.asset(), e.amount(), e.fee());
                text("reason", e.reason());
            }
        }
    }

    private void requested(WithdrawalRequested e) {
        text("asset", e.asset().code());
        text("network", e.network().name());
        amount("amount", e.amount());
        amount("fee", e.fee());
        Destination destination = e.destination();
        out.writeObjectPropertyStart("destination");
        text("address", destination.address());
        destination.memo().ifPresent(memo -> text("memo", memo));
        out.writeEndObject();
    }

    private void released(WithdrawalReleased e) {
        text("asset", e.asset().code());
        text("network", e.network().name());
        amount("amount", e.amount());
        amount("fee", e.fee());
        out.writeNumberProperty("attempt", e.attempt());
        text("notAfter", Times.format(e.notAfter()));
        rail(e.rail());
    }

    private void rail(RailTerms rail) {
        out.writeObjectPropertyStart("rail");
        text("name", rail.name());
        out.writeArrayPropertyStart("promises");
        rail.inOrder().forEach(promise -> out.writeString(promise.name()));
        out.writeEndArray();
        out.writeEndObject();
    }

    private void circuit(CircuitEvent event) {
        switch (event) {
            case PauseOpened e -> opened(e);
            case ResumptionDecided e -> {
                text("resumptionId", e.resumptionId().toString());
                pauses(e.pauseIds());
                text("pauseId", e.pauseId().toString());
                text("reason", e.reason());
                e.ratePerSecond().ifPresent(rate -> out.writeNumberProperty(RATE, rate));
                text("decidedBy", e.decidedBy());
            }
            case PauseResumed e -> {
                text("pauseId", e.pauseId().toString());
                text("resumptionId", e.resumptionId().toString());
                text("decisionPosition", e.decisionPosition());
                e.ratePerSecond().ifPresent(rate -> out.writeNumberProperty(RATE, rate));
            }
        }
    }

    private void opened(PauseOpened e) {
        text("pauseId", e.pauseId().toString());
        scope(e.scope());
        text("mode", e.mode().name());
        text("reason", e.reason());
        text("reasonClass", e.reasonClass().name());
        e.incident().ifPresent(incident -> text("incident", incident));
        text("publicMessage", e.publicMessage());
        e.expectedEnd().ifPresent(end -> text("expectedEnd", Times.format(end)));
        text("openedBy", e.openedBy());
    }

    private void scope(Scope scope) {
        out.writeObjectPropertyStart("scope");
        switch (scope) {
            case Scope.All _ -> text("kind", "ALL");
            case Scope.OfAsset of -> {
                text("kind", "ASSET");
                text("asset", of.asset().code());
            }
            case Scope.OfNetwork of -> {
                text("kind", "NETWORK");
                text("network", of.network().name());
            }
            case Scope.OfAssetAndNetwork of -> {
                text("kind", "ASSET_NETWORK");
                text("asset", of.asset().code());
                text("network", of.network().name());
            }
        }
        out.writeEndObject();
    }

    private void pauses(List<PauseId> ids) {
        out.writeArrayPropertyStart("pauseIds");
        ids.forEach(id -> out.writeString(id.toString()));
        out.writeEndArray();
    }

    private void money(Asset asset, Amount amount, Amount fee) {
        text("asset", asset.code());
        amount("amount", amount);
        amount("fee", fee);
    }

    private void amount(String name, Amount amount) {
        text(name, amount.units().toString());
    }

    private void text(String name, String value) {
        out.writeStringProperty(name, Json.unicode(value, name));
    }
}
