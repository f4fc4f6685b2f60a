package io.sluice.ledger.wire;

import io.sluice.ledger.approval.ApprovalNeed;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.event.Admission;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.AccountClosed;
import io.sluice.ledger.event.LedgerEvent.AccountEvent;
import io.sluice.ledger.event.LedgerEvent.AccountFrozen;
import io.sluice.ledger.event.LedgerEvent.AccountOpened;
import io.sluice.ledger.event.LedgerEvent.AccountUnfrozen;
import io.sluice.ledger.event.LedgerEvent.CircuitEvent;
import io.sluice.ledger.event.LedgerEvent.DepositCredited;
import io.sluice.ledger.event.LedgerEvent.ExtensionDecided;
import io.sluice.ledger.event.LedgerEvent.PauseExtended;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.PauseResumed;
import io.sluice.ledger.event.LedgerEvent.ResumptionAsked;
import io.sluice.ledger.event.LedgerEvent.ResumptionDecided;
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
            case WithdrawalApproved e -> approved(e);
            case WithdrawalRejected e -> {
                money(e.asset(), e.amount(), e.fee());
                text("reason", e.reason());
            }
            case WithdrawalExpired e -> {
                money(e.asset(), e.amount(), e.fee());
                text("expiredAt", Times.format(e.expiredAt()));
            }
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
        destination(e.destination());
        e.admission().ifPresent(this::admission);
    }

    private void destination(Destination destination) {
        out.writeObjectPropertyStart("destination");
        text("address", destination.address());
        destination.memo().ifPresent(memo -> text("memo", memo));
        out.writeEndObject();
    }

    private void admission(Admission admission) {
        text("decidedAt", Times.format(admission.decidedAt()));
        admission.expiresAt().ifPresent(end -> text("expiresAt", Times.format(end)));
        admission.approval().ifPresent(this::approval);
    }

    private void approval(ApprovalNeed need) {
        out.writeObjectPropertyStart("approval");
        out.writeArrayPropertyStart("rules");
        need.rules().forEach(rule -> out.writeString(rule.name()));
        out.writeEndArray();
        text("requestedBy", need.requestedBy());
        out.writeEndObject();
    }

    private void approved(WithdrawalApproved e) {
        text("asset", e.asset().code());
        text("network", e.network().name());
        amount("amount", e.amount());
        amount("fee", e.fee());
        destination(e.destination());
        text("reason", e.reason());
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
            case ExtensionDecided e -> {
                text("extensionId", e.extensionId().toString());
                text("pauseId", e.pauseId().toString());
                out.writeNumberProperty("number", e.number());
                text("expectedEnd", Times.format(e.expectedEnd()));
                text("reason", e.reason());
                text("decidedBy", e.decidedBy());
            }
            case PauseExtended e -> {
                text("pauseId", e.pauseId().toString());
                text("extensionId", e.extensionId().toString());
                out.writeNumberProperty("number", e.number());
                text("expectedEnd", Times.format(e.expectedEnd()));
                text("decisionPosition", e.decisionPosition());
            }
            case ResumptionAsked e -> {
                text("resumptionId", e.resumptionId().toString());
                pauses(e.pauseIds());
                text("pauseId", e.pauseId().toString());
                text("reason", e.reason());
                e.ratePerSecond().ifPresent(rate -> out.writeNumberProperty(RATE, rate));
                text("askedBy", e.askedBy());
                out.writeNumberProperty("people", e.people());
                out.writeNumberProperty("needed", e.needed());
            }
            case ResumptionDecided e -> decided(e);
            case PauseResumed e -> {
                text("pauseId", e.pauseId().toString());
                text("resumptionId", e.resumptionId().toString());
                text("decisionPosition", e.decisionPosition());
                e.ratePerSecond().ifPresent(rate -> out.writeNumberProperty(RATE, rate));
            }
        }
    }

    private void decided(ResumptionDecided e) {
        text("resumptionId", e.resumptionId().toString());
        pauses(e.pauseIds());
        text("pauseId", e.pauseId().toString());
        text("reason", e.reason());
        e.ratePerSecond().ifPresent(rate -> out.writeNumberProperty(RATE, rate));
        text("decidedBy", e.decidedBy());
        if (!EventCodec.isByOne(e)) {
            out.writeArrayPropertyStart("askedBy");
            e.askedBy().forEach(person -> out.writeString(Json.unicode(person, "askedBy")));
            out.writeEndArray();
            text("authority", authority(e).name());
        }
    }

    private static Authority authority(ResumptionDecided e) {
        return e.breakGlass() ? Authority.BREAK_GLASS : Authority.PEOPLE;
    }

    private void opened(PauseOpened e) {
        text("pauseId", e.pauseId().toString());
        scope(e.scope());
        text("mode", e.mode().name());
        text("reason", e.reason());
        text("reasonClass", e.reasonClass().name());
        e.incident().ifPresent(incident -> text("incident", incident));
        text("publicMessage", e.publicMessage());
        String endName = e.liftsAtEnd() ? "liftsAt" : "expectedEnd";
        e.expectedEnd().ifPresent(end -> text(endName, Times.format(end)));
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
