package io.sluice.ledger.wire;

import static io.sluice.ledger.testing.Sample.ALICE;

import io.sluice.ledger.approval.ApprovalNeed;
import io.sluice.ledger.approval.ApprovalRule;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.ReasonClass;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.event.Admission;
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
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.withdrawal.Destination;
import io.sluice.ledger.withdrawal.RailPromise;
import io.sluice.ledger.withdrawal.RailTerms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Every event with and without its optional members, by the name of its golden file. */
final class GoldenEvents {

    static final WithdrawalId ID =
            new WithdrawalId(UUID.fromString("0b8f5a52-6f4c-5d43-9e0e-7a8c1f2d3e4f"));
    private static final PauseId ONE =
            new PauseId(UUID.fromString("1f0e9d8c-7b6a-5940-8372-615243342516"));
    private static final PauseId TWO =
            new PauseId(UUID.fromString("2f0e9d8c-7b6a-5940-8372-615243342516"));
    private static final ResumptionId RESUMPTION =
            new ResumptionId(UUID.fromString("3f0e9d8c-7b6a-5940-8372-615243342516"));
    private static final ExtensionId EXTENSION =
            new ExtensionId(UUID.fromString("5f0e9d8c-7b6a-5940-8372-615243342516"));
    private static final Instant LATER = Instant.parse("2026-11-22T19:30:00Z");
    private static final DepositId DEPOSIT =
            new DepositId(UUID.fromString("4f0e9d8c-7b6a-5940-8372-615243342516"));
    static final Asset BTC = new Asset("BTC");
    static final Network BITCOIN = new Network("bitcoin");
    static final Amount HALF = Amount.of(50_000_000);
    static final Amount FEE = Amount.of(10_000);

    private GoldenEvents() {}

    /** Versions that are not written any more, and read for ever. */
    static Stream<Arguments> old() {
        return Stream.of(
                Arguments.of("withdrawal-released.v1", released(RailTerms.OF_THE_FIRST_VERSION)));
    }

    private static WithdrawalReleased released(RailTerms rail) {
        return new WithdrawalReleased(
                ALICE, ID, BTC, BITCOIN, HALF, FEE, 1, Instant.parse("2026-11-22T17:59:00Z"), rail);
    }

    static Stream<Arguments> golden() {
        return Stream.of(
                Arguments.of("account-opened.v1", new AccountOpened(ALICE)),
                Arguments.of("account-frozen.v1", new AccountFrozen(ALICE, "court order 12/b")),
                Arguments.of("account-unfrozen.v1", new AccountUnfrozen(ALICE, "order lifted")),
                Arguments.of("account-closed.v1", new AccountClosed(ALICE, "customer's wish")),
                Arguments.of(
                        "deposit-credited.v1",
                        new DepositCredited(
                                ALICE, DEPOSIT, BTC, new Amount(Amount.MOST_UNITS), "tx 7f:0")),
                Arguments.of(
                        "withdrawal-requested.v1",
                        new WithdrawalRequested(
                                ALICE,
                                ID,
                                BTC,
                                BITCOIN,
                                HALF,
                                FEE,
                                new Destination("bc1qexample", Optional.of("Grüße 🌊 \"7\"")))),
                Arguments.of(
                        "withdrawal-requested.v1.least",
                        new WithdrawalRequested(
                                ALICE,
                                ID,
                                BTC,
                                BITCOIN,
                                Amount.of(1),
                                Amount.ZERO,
                                new Destination("bc1qexample", Optional.empty()))),
                Arguments.of(
                        "withdrawal-requested.v2",
                        requested(
                                HALF,
                                FEE,
                                Optional.of("Grüße 🌊 \"7\""),
                                Optional.of(Instant.parse("2026-11-23T00:00:00Z")),
                                Optional.of(
                                        new ApprovalNeed(
                                                List.of(ApprovalRule.values()), "teller")))),
                Arguments.of(
                        "withdrawal-requested.v2.least",
                        requested(
                                Amount.of(1),
                                Amount.ZERO,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())),
                Arguments.of(
                        "withdrawal-approved.v1",
                        approved(HALF, FEE, Optional.of("7"), "customer called")),
                Arguments.of(
                        "withdrawal-approved.v1.least",
                        approved(Amount.of(1), Amount.ZERO, Optional.empty(), "known")),
                Arguments.of(
                        "withdrawal-rejected.v1",
                        new WithdrawalRejected(ALICE, ID, BTC, HALF, FEE, "looks like fraud")),
                Arguments.of(
                        "withdrawal-expired.v1",
                        new WithdrawalExpired(
                                ALICE, ID, BTC, HALF, FEE, Instant.parse("2026-11-23T00:10:00Z"))),
                Arguments.of(
                        "withdrawal-held.v1", new WithdrawalHeld(ALICE, ID, List.of(ONE, TWO))),
                Arguments.of("withdrawal-held.v1.least", new WithdrawalHeld(ALICE, ID, List.of())),
                Arguments.of(
                        "withdrawal-released.v2",
                        released(
                                new RailTerms(
                                        "hot-wallet-2",
                                        Set.of(
                                                RailPromise.REFUSES_FOR_GOOD,
                                                RailPromise.HONOURS_NOT_AFTER,
                                                RailPromise.DEDUPLICATES)))),
                Arguments.of(
                        "withdrawal-released.v2.least", released(new RailTerms("w", Set.of()))),
                Arguments.of(
                        "withdrawal-submitted.v1", new WithdrawalSubmitted(ALICE, ID, "rail-77")),
                Arguments.of("withdrawal-settled.v1", settled(Optional.of("block 900123"))),
                Arguments.of("withdrawal-settled.v1.least", settled(Optional.empty())),
                Arguments.of(
                        "withdrawal-failed.v1",
                        failed("resolved", Optional.of("the rail's statement of 22 November"))),
                Arguments.of(
                        "withdrawal-failed.v1.least", failed("address refused", Optional.empty())),
                Arguments.of(
                        "withdrawal-outcome-unknown.v1",
                        new WithdrawalOutcomeUnknown(ALICE, ID, "timeout")),
                Arguments.of(
                        "withdrawal-cancelled.v1",
                        new WithdrawalCancelled(ALICE, ID, BTC, HALF, FEE, "changed my mind")),
                Arguments.of(
                        "pause-opened.v1",
                        new PauseOpened(
                                ONE,
                                new Scope.OfAssetAndNetwork(new Asset("USDT"), new Network("tron")),
                                PauseMode.HOLD,
                                "node lags",
                                ReasonClass.INFRASTRUCTURE_INCIDENT,
                                Optional.of("INC-7"),
                                "We are working on it.",
                                Optional.of(Instant.parse("2026-11-22T18:00:00.000001Z")),
                                "oncall")),
                Arguments.of(
                        "pause-opened.v1.least",
                        pause(
                                new Scope.All(),
                                PauseMode.REJECT,
                                "drill",
                                ReasonClass.DRILL,
                                "Withdrawals are paused for a planned drill.")),
                Arguments.of(
                        "pause-opened.v1.asset",
                        pause(
                                new Scope.OfAsset(BTC),
                                PauseMode.REJECT,
                                "drill",
                                ReasonClass.SECURITY,
                                "")),
                Arguments.of(
                        "pause-opened.v1.network",
                        pause(
                                new Scope.OfNetwork(new Network("ethereum")),
                                PauseMode.HOLD,
                                "fork",
                                ReasonClass.NETWORK_UPGRADE,
                                "Fork.")),
                Arguments.of("pause-opened.v2", lifting(Optional.of("INC-8"))),
                Arguments.of("pause-opened.v2.least", lifting(Optional.empty())),
                Arguments.of(
                        "extension-decided.v1",
                        new ExtensionDecided(
                                EXTENSION, ONE, 2, LATER, "vendor needs longer", "lead")),
                Arguments.of(
                        "pause-extended.v1",
                        new PauseExtended(ONE, EXTENSION, 2, LATER, "2:917:9f2ac41b")),
                Arguments.of("resumption-decided.v1", decided(List.of(ONE, TWO), Optional.of(50))),
                Arguments.of(
                        "resumption-decided.v1.least", decided(List.of(ONE), Optional.empty())),
                Arguments.of(
                        "resumption-decided.v2",
                        decided(
                                List.of(ONE, TWO),
                                Optional.of(50),
                                List.of("oncall", "lead"),
                                false)),
                Arguments.of(
                        "resumption-decided.v2.broken",
                        decided(List.of(ONE), Optional.empty(), List.of("lead"), true)),
                Arguments.of(
                        "resumption-asked.v1", asked(List.of(ONE, TWO), Optional.of(50), 2, 3)),
                Arguments.of(
                        "resumption-asked.v1.least", asked(List.of(ONE), Optional.empty(), 1, 2)),
                Arguments.of(
                        "pause-resumed.v1",
                        new PauseResumed(ONE, RESUMPTION, "2:917:9f2ac41b", Optional.of(50))),
                Arguments.of(
                        "pause-resumed.v1.least",
                        new PauseResumed(ONE, RESUMPTION, "2:917:9f2ac41b", Optional.empty())));
    }

    private static WithdrawalRequested requested(
            Amount amount,
            Amount fee,
            Optional<String> memo,
            Optional<Instant> expiresAt,
            Optional<ApprovalNeed> approval) {
        return new WithdrawalRequested(
                ALICE,
                ID,
                BTC,
                BITCOIN,
                amount,
                fee,
                new Destination("bc1qexample", memo),
                Optional.of(
                        new Admission(
                                Instant.parse("2026-11-22T17:44:00.000001Z"),
                                expiresAt,
                                approval)));
    }

    private static WithdrawalApproved approved(
            Amount amount, Amount fee, Optional<String> memo, String reason) {
        return new WithdrawalApproved(
                ALICE, ID, BTC, BITCOIN, amount, fee, new Destination("bc1qexample", memo), reason);
    }

    private static WithdrawalSettled settled(Optional<String> evidence) {
        return new WithdrawalSettled(ALICE, ID, BTC, HALF, FEE, "e3b0c442", evidence);
    }

    private static WithdrawalFailed failed(String reason, Optional<String> evidence) {
        return new WithdrawalFailed(ALICE, ID, BTC, HALF, FEE, reason, evidence);
    }

    private static PauseOpened pause(
            Scope scope, PauseMode mode, String reason, ReasonClass reasonClass, String message) {
        return new PauseOpened(
                ONE,
                scope,
                mode,
                reason,
                reasonClass,
                Optional.empty(),
                message,
                Optional.empty(),
                "oncall");
    }

    private static PauseOpened lifting(Optional<String> incident) {
        return new PauseOpened(
                ONE,
                new Scope.OfAsset(BTC),
                PauseMode.HOLD,
                "wallet upgrade",
                ReasonClass.WALLET_MAINTENANCE,
                incident,
                "Back at nine.",
                Optional.of(Instant.parse("2026-11-22T18:00:00.000001Z")),
                "oncall",
                true);
    }

    private static ResumptionDecided decided(List<PauseId> ids, Optional<Integer> rate) {
        return new ResumptionDecided(RESUMPTION, ids, ONE, "node caught up", rate, "lead");
    }

    private static ResumptionDecided decided(
            List<PauseId> ids, Optional<Integer> rate, List<String> askedBy, boolean breakGlass) {
        return new ResumptionDecided(
                RESUMPTION, ids, ONE, "node caught up", rate, "lead", askedBy, breakGlass);
    }

    private static ResumptionAsked asked(
            List<PauseId> ids, Optional<Integer> rate, int people, int needed) {
        return new ResumptionAsked(
                RESUMPTION, ids, ONE, "node caught up", rate, "oncall", people, needed);
    }
}
