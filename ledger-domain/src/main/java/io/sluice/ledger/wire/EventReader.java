package io.sluice.ledger.wire;

import io.sluice.ledger.approval.ApprovalNeed;
import io.sluice.ledger.approval.ApprovalRule;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.ReasonClass;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.event.Admission;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.AccountClosed;
import io.sluice.ledger.event.LedgerEvent.AccountFrozen;
import io.sluice.ledger.event.LedgerEvent.AccountOpened;
import io.sluice.ledger.event.LedgerEvent.AccountUnfrozen;
import io.sluice.ledger.event.LedgerEvent.DepositCredited;
import io.sluice.ledger.event.LedgerEvent.ExtensionDecided;
import io.sluice.ledger.event.LedgerEvent.PauseExtended;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.PauseResumed;
import io.sluice.ledger.event.LedgerEvent.ResumptionAsked;
import io.sluice.ledger.event.LedgerEvent.ResumptionDecided;
import io.sluice.ledger.event.LedgerEvent.WithdrawalApproved;
import io.sluice.ledger.event.LedgerEvent.WithdrawalCancelled;
import io.sluice.ledger.event.LedgerEvent.WithdrawalExpired;
import io.sluice.ledger.event.LedgerEvent.WithdrawalFailed;
import io.sluice.ledger.event.LedgerEvent.WithdrawalHeld;
import io.sluice.ledger.event.LedgerEvent.WithdrawalOutcomeUnknown;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRejected;
import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSettled;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSubmitted;
import io.sluice.ledger.id.DepositId;
import io.sluice.ledger.id.ExtensionId;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.ResumptionId;
import io.sluice.ledger.withdrawal.Destination;
import io.sluice.ledger.withdrawal.RailPromise;
import io.sluice.ledger.withdrawal.RailTerms;
import java.util.Optional;
import java.util.function.Function;

/** Reads payloads of every version that there ever was. */
final class EventReader {

    private EventReader() {}

    static LedgerEvent read(String type, String version, byte[] json) {
        Function<ObjectReader, LedgerEvent> shape = shape(type, version);
        return ObjectReader.readAll(Json.parse(json), shape);
    }

    private static Function<ObjectReader, LedgerEvent> shape(String type, String version) {
        return switch (version) {
            case "1" -> first(type);
            case "2" -> second(type);
            default -> throw unknown(type, version);
        };
    }

    private static Function<ObjectReader, LedgerEvent> second(String type) {
        return switch (type) {
            case "withdrawal-requested" -> EventReader::withdrawalRequested2;
            case "withdrawal-released" -> EventReader::withdrawalReleased;
            case "resumption-decided" -> EventReader::resumptionDecidedByPeople;
            case "pause-opened" -> EventReader::pauseThatLifts;
            // Text has no end of values; an unknown one stops the reader.
            default -> throw unknown(type, "2");
        };
    }

    private static UnreadableEventException unknown(String type, String version) {
        return new UnreadableEventException(
                "unknown version " + version + " of event type " + type);
    }

    private static Function<ObjectReader, LedgerEvent> first(String type) {
        return switch (type) {
            case "account-opened" -> in -> new AccountOpened(in.accountId());
            case "account-frozen" -> in -> new AccountFrozen(in.accountId(), in.text("reason"));
            case "account-unfrozen" -> in -> new AccountUnfrozen(in.accountId(), in.text("reason"));
            case "account-closed" -> in -> new AccountClosed(in.accountId(), in.text("reason"));
            case "deposit-credited" -> EventReader::depositCredited;
            case "withdrawal-requested" -> EventReader::withdrawalRequested;
            case "withdrawal-held" -> EventReader::withdrawalHeld;
            case "withdrawal-released" -> EventReader::withdrawalReleasedToTheOnlyRail;
            case "withdrawal-submitted" -> EventReader::withdrawalSubmitted;
            case "withdrawal-settled" -> EventReader::withdrawalSettled;
            case "withdrawal-failed" -> EventReader::withdrawalFailed;
            case "withdrawal-outcome-unknown" -> EventReader::withdrawalOutcomeUnknown;
            case "withdrawal-cancelled" -> EventReader::withdrawalCancelled;
            case "withdrawal-approved" -> EventReader::withdrawalApproved;
            case "withdrawal-rejected" -> EventReader::withdrawalRejected;
            case "withdrawal-expired" -> EventReader::withdrawalExpired;
            case "pause-opened" -> EventReader::pauseOpened;
            case "resumption-asked" -> EventReader::resumptionAsked;
            case "extension-decided" -> EventReader::extensionDecided;
            case "pause-extended" -> EventReader::pauseExtended;
            case "resumption-decided" -> EventReader::resumptionDecided;
            case "pause-resumed" -> EventReader::pauseResumed;
            // Text has no end of values; an unknown one stops the reader.
            default -> throw new UnreadableEventException("unknown event type " + type);
        };
    }

    private static DepositCredited depositCredited(ObjectReader in) {
        return new DepositCredited(
                in.accountId(),
                new DepositId(in.id("depositId")),
                in.asset(),
                in.amount("amount"),
                in.text("reference"));
    }

    private static WithdrawalRequested withdrawalRequested(ObjectReader in) {
        return new WithdrawalRequested(
                in.accountId(),
                in.withdrawalId(),
                in.asset(),
                in.network(),
                in.amount("amount"),
                in.amount("fee"),
                destination(in));
    }

    private static WithdrawalRequested withdrawalRequested2(ObjectReader in) {
        return new WithdrawalRequested(
                in.accountId(),
                in.withdrawalId(),
                in.asset(),
                in.network(),
                in.amount("amount"),
                in.amount("fee"),
                destination(in),
                Optional.of(
                        new Admission(
                                in.time("decidedAt"),
                                in.optionalTime("expiresAt"),
                                in.optionalObject("approval", EventReader::approval))));
    }

    private static Destination destination(ObjectReader in) {
        return in.object(
                "destination", to -> new Destination(to.text("address"), to.optionalText("memo")));
    }

    private static ApprovalNeed approval(ObjectReader in) {
        return new ApprovalNeed(
                in.constantList("rules", ApprovalRule.class), in.text("requestedBy"));
    }

    private static WithdrawalApproved withdrawalApproved(ObjectReader in) {
        return new WithdrawalApproved(
                in.accountId(),
                in.withdrawalId(),
                in.asset(),
                in.network(),
                in.amount("amount"),
                in.amount("fee"),
                destination(in),
                in.text("reason"));
    }

    private static WithdrawalRejected withdrawalRejected(ObjectReader in) {
        return new WithdrawalRejected(
                in.accountId(),
                in.withdrawalId(),
                in.asset(),
                in.amount("amount"),
                in.amount("fee"),
                in.text("reason"));
    }

    private static WithdrawalExpired withdrawalExpired(ObjectReader in) {
        return new WithdrawalExpired(
                in.accountId(),
                in.withdrawalId(),
                in.asset(),
                in.amount("amount"),
                in.amount("fee"),
                in.time("expiredAt"));
    }

    private static WithdrawalHeld withdrawalHeld(ObjectReader in) {
        return new WithdrawalHeld(in.accountId(), in.withdrawalId(), in.pauseIds("pauseIds"));
    }

    private static WithdrawalReleased withdrawalReleased(ObjectReader in) {
        return withdrawalReleased(in, in.object("rail", EventReader::railTerms));
    }

    private static RailTerms railTerms(ObjectReader in) {
        return new RailTerms(in.text("name"), in.constants("promises", RailPromise.class));
    }

    /** Version 1 is of a time when there was one rail. */
    private static WithdrawalReleased withdrawalReleasedToTheOnlyRail(ObjectReader in) {
        return withdrawalReleased(in, RailTerms.OF_THE_FIRST_VERSION);
    }

    private static WithdrawalReleased withdrawalReleased(ObjectReader in, RailTerms rail) {
        return new WithdrawalReleased(
                in.accountId(),
                in.withdrawalId(),
                in.asset(),
                in.network(),
                in.amount("amount"),
                in.amount("fee"),
                in.whole("attempt"),
                in.time("notAfter"),
                rail);
    }

    private static WithdrawalSubmitted withdrawalSubmitted(ObjectReader in) {
        return new WithdrawalSubmitted(in.accountId(), in.withdrawalId(), in.text("railReference"));
    }

    private static WithdrawalSettled withdrawalSettled(ObjectReader in) {
        return new WithdrawalSettled(
                in.accountId(),
                in.withdrawalId(),
                in.asset(),
                in.amount("amount"),
                in.amount("fee"),
                in.text("transaction"),
                in.optionalText("evidence"));
    }

    private static WithdrawalFailed withdrawalFailed(ObjectReader in) {
        return new WithdrawalFailed(
                in.accountId(),
                in.withdrawalId(),
                in.asset(),
                in.amount("amount"),
                in.amount("fee"),
                in.text("reason"),
                in.optionalText("evidence"));
    }

    private static WithdrawalOutcomeUnknown withdrawalOutcomeUnknown(ObjectReader in) {
        return new WithdrawalOutcomeUnknown(in.accountId(), in.withdrawalId(), in.text("reason"));
    }

    private static WithdrawalCancelled withdrawalCancelled(ObjectReader in) {
        return new WithdrawalCancelled(
                in.accountId(),
                in.withdrawalId(),
                in.asset(),
                in.amount("amount"),
                in.amount("fee"),
                in.text("reason"));
    }

    private static PauseOpened pauseOpened(ObjectReader in) {
        return new PauseOpened(
                new PauseId(in.id("pauseId")),
                in.object("scope", EventReader::scope),
                in.constant("mode", PauseMode.class),
                in.text("reason"),
                in.constant("reasonClass", ReasonClass.class),
                in.optionalText("incident"),
                in.text("publicMessage"),
                in.optionalTime("expectedEnd"),
                in.text("openedBy"));
    }

    /** Version 2: it has an end, and at that it lifts itself. */
    static PauseOpened pauseThatLifts(ObjectReader in) {
        return new PauseOpened(
                new PauseId(in.id("pauseId")),
                in.object("scope", EventReader::scope),
                in.constant("mode", PauseMode.class),
                in.text("reason"),
                in.constant("reasonClass", ReasonClass.class),
                in.optionalText("incident"),
                in.text("publicMessage"),
                Optional.of(in.time("liftsAt")),
                in.text("openedBy"),
                true);
    }

    private static ExtensionDecided extensionDecided(ObjectReader in) {
        return new ExtensionDecided(
                new ExtensionId(in.id("extensionId")),
                new PauseId(in.id("pauseId")),
                in.whole("number"),
                in.time("expectedEnd"),
                in.text("reason"),
                in.text("decidedBy"));
    }

    private static PauseExtended pauseExtended(ObjectReader in) {
        return new PauseExtended(
                new PauseId(in.id("pauseId")),
                new ExtensionId(in.id("extensionId")),
                in.whole("number"),
                in.time("expectedEnd"),
                in.text("decisionPosition"));
    }

    private static Scope scope(ObjectReader in) {
        String kind = in.text("kind");
        return switch (kind) {
            case "ALL" -> new Scope.All();
            case "ASSET" -> new Scope.OfAsset(in.asset());
            case "NETWORK" -> new Scope.OfNetwork(in.network());
            case "ASSET_NETWORK" -> new Scope.OfAssetAndNetwork(in.asset(), in.network());
            default -> throw new IllegalArgumentException("unknown kind of scope: " + kind);
        };
    }

    private static ResumptionAsked resumptionAsked(ObjectReader in) {
        return new ResumptionAsked(
                new ResumptionId(in.id("resumptionId")),
                in.pauseIds("pauseIds"),
                new PauseId(in.id("pauseId")),
                in.text("reason"),
                in.optionalWhole("ratePerSecond"),
                in.text("askedBy"),
                in.whole("people"),
                in.whole("needed"));
    }

    private static ResumptionDecided resumptionDecided(ObjectReader in) {
        return new ResumptionDecided(
                new ResumptionId(in.id("resumptionId")),
                in.pauseIds("pauseIds"),
                new PauseId(in.id("pauseId")),
                in.text("reason"),
                in.optionalWhole("ratePerSecond"),
                in.text("decidedBy"));
    }

    private static ResumptionDecided resumptionDecidedByPeople(ObjectReader in) {
        return new ResumptionDecided(
                new ResumptionId(in.id("resumptionId")),
                in.pauseIds("pauseIds"),
                new PauseId(in.id("pauseId")),
                in.text("reason"),
                in.optionalWhole("ratePerSecond"),
                in.text("decidedBy"),
                in.texts("askedBy"),
                in.constant("authority", Authority.class) == Authority.BREAK_GLASS);
    }

    private static PauseResumed pauseResumed(ObjectReader in) {
        return new PauseResumed(
                new PauseId(in.id("pauseId")),
                new ResumptionId(in.id("resumptionId")),
                in.text("decisionPosition"),
                in.optionalWhole("ratePerSecond"));
    }
}
