package io.sluice.ledger.withdrawal;

import static io.sluice.ledger.testing.Sample.ALICE;
import static io.sluice.ledger.testing.Sample.BITCOIN;
import static io.sluice.ledger.testing.Sample.BTC;
import static io.sluice.ledger.testing.Sample.DESTINATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ledger.account.AccountStatus;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.command.LedgerCommand;
import io.sluice.ledger.command.LedgerCommand.RequestWithdrawal;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.Admission;
import io.sluice.ledger.event.LedgerEvent.WithdrawalHeld;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.testing.InMemoryLedger;
import io.sluice.ledger.testing.Sample;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestTest {

    private static final Scope OF_BTC = new Scope.OfAsset(BTC);

    private final InMemoryLedger ledger = new InMemoryLedger();

    @BeforeEach
    void openAndDeposit() {
        ledger.submit(new LedgerCommand.OpenAccount(ALICE), "open");
        ledger.submit(new LedgerCommand.CreditDeposit(ALICE, BTC, Amount.of(1_000), "r"), "dep");
    }

    private static RequestWithdrawal request(long amount, long fee) {
        return new RequestWithdrawal(
                ALICE, BTC, BITCOIN, Amount.of(amount), Amount.of(fee), DESTINATION);
    }

    private static PauseId pauseOf(String key) {
        return NamedIds.pause(NamedIds.circuitKey(key));
    }

    @Test
    void reservesAmountAndFee() {
        WithdrawalRequested expected =
                new WithdrawalRequested(
                        ALICE,
                        NamedIds.withdrawal(NamedIds.commandKey(ALICE, "w")),
                        BTC,
                        BITCOIN,
                        Amount.of(999),
                        Amount.of(1),
                        DESTINATION,
                        Optional.of(new Admission(Sample.NOW, Optional.empty(), Optional.empty())));
        assertThat(ledger.submit(request(999, 1), "w")).isEqualTo(Verdict.accepted(expected));
        assertThat(ledger.submit(request(1, 0), "w2").refusal().map(Verdict.Refused::code))
                .contains(ErrorCode.INSUFFICIENT_FUNDS);
    }

    @Test
    void countsTheFeeAgainstTheBalance() {
        assertThat(ledger.submit(request(1_000, 1), "w").refusal().map(Verdict.Refused::code))
                .contains(ErrorCode.INSUFFICIENT_FUNDS);
        assertThat(ledger.submit(request(1_000, 0), "w")).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void isHeldInTheSameEntryByEveryHoldThatCoversIt() {
        ledger.submit(Sample.openPause(OF_BTC, PauseMode.HOLD), "p1");
        ledger.submit(Sample.openPause(new Scope.OfAsset(Sample.ETH), PauseMode.HOLD), "p2");
        ledger.submit(Sample.openPause(new Scope.All(), PauseMode.HOLD), "p3");
        assertThat(ledger.submit(request(5, 0), "w"))
                .isInstanceOfSatisfying(
                        Verdict.Accepted.class,
                        accepted ->
                                assertThat(accepted.events())
                                        .hasSize(2)
                                        .last()
                                        .isEqualTo(
                                                new WithdrawalHeld(
                                                        ALICE,
                                                        NamedIds.withdrawal(
                                                                NamedIds.commandKey(ALICE, "w")),
                                                        List.of(pauseOf("p1"), pauseOf("p3")))));
    }

    @Test
    void isRefusedWhereRejectAndHoldBothCoverAndSaysNothingInternal() {
        ledger.submit(Sample.openPause(OF_BTC, PauseMode.HOLD), "p1");
        ledger.submit(Sample.openPause(new Scope.All(), PauseMode.REJECT), "p2");
        assertThat(ledger.submit(request(5, 0), "w"))
                .isEqualTo(
                        new Verdict.Refused(
                                ErrorCode.WITHDRAWALS_PAUSED,
                                "Withdrawals of this asset on this network are paused.",
                                Map.of(
                                        "pauseId",
                                        pauseOf("p2").toString(),
                                        "reasonClass",
                                        "INFRASTRUCTURE_INCIDENT",
                                        "message",
                                        "We are working on it.",
                                        "expectedEnd",
                                        "2026-11-22T18:00:00Z")));
    }

    @Test
    void doesNotUseUpTheKeyWhenRefused() {
        assertThat(ledger.submit(request(5_000, 0), "w").refusal()).isPresent();
        assertThat(ledger.submit(request(5, 0), "w")).isInstanceOf(Verdict.Accepted.class);
    }

    /** The replay comes before the state of the day: paused, frozen and poor, it is answered. */
    @Test
    void isRepeatedWhateverHappenedSince() {
        Verdict first = ledger.submit(request(1_000, 0), "w");
        ledger.submit(Sample.openPause(new Scope.All(), PauseMode.REJECT), "p");
        ledger.submit(new LedgerCommand.ChangeAccountStatus(ALICE, AccountStatus.FROZEN, "x"), "f");
        assertThat(first).isInstanceOf(Verdict.Accepted.class);
        assertThat(ledger.submit(request(1_000, 0), "w"))
                .isEqualTo(new Verdict.Repeated(((Verdict.Accepted) first).events(), 2));
    }

    @Test
    void needsAKey() {
        assertThatThrownBy(() -> ledger.submit(request(5, 0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void comparesTheDestinationToo() {
        ledger.submit(request(5, 0), "w");
        RequestWithdrawal other =
                new RequestWithdrawal(
                        ALICE,
                        BTC,
                        BITCOIN,
                        Amount.of(5),
                        Amount.ZERO,
                        new Destination(DESTINATION.address(), Optional.of("7")));
        assertThat(ledger.submit(other, "w").refusal().map(Verdict.Refused::code))
                .contains(ErrorCode.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void saysWhereTheMoneyIs() {
        for (WithdrawalStatus status : WithdrawalStatus.values()) {
            String expected =
                    switch (status) {
                        case REQUESTED, AWAITING_APPROVAL, HELD -> "held";
                        case RELEASED, SUBMITTED, UNKNOWN -> "leaving";
                        case SETTLED -> "gone";
                        case FAILED, CANCELLED, REJECTED -> "back";
                    };
            assertThat(status.money().wire()).isEqualTo(expected);
            assertThat(status.isFinal()).isEqualTo(expected.matches("gone|back"));
        }
    }
}
