package io.sluice.ledger.withdrawal;

import static io.sluice.ledger.testing.Sample.ALICE;
import static io.sluice.ledger.testing.Sample.BITCOIN;
import static io.sluice.ledger.testing.Sample.BTC;
import static io.sluice.ledger.testing.Sample.DESTINATION;
import static io.sluice.ledger.testing.Sample.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.command.LedgerCommand;
import io.sluice.ledger.command.LedgerCommand.ApplyResumption;
import io.sluice.ledger.command.LedgerCommand.ExpireWithdrawal;
import io.sluice.ledger.command.LedgerCommand.ReleaseWithdrawal;
import io.sluice.ledger.command.LedgerCommand.RequestWithdrawal;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent.WithdrawalExpired;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.testing.InMemoryLedger;
import io.sluice.ledger.testing.Sample;
import io.sluice.ledger.testing.Withdrawals;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One withdrawal that may be released for an hour. */
class ExpiryTest {

    private static final WithdrawalId ID = NamedIds.withdrawal(NamedIds.commandKey(ALICE, "w"));

    private final InMemoryLedger ledger = new InMemoryLedger();

    @BeforeEach
    void openAndDeposit() {
        ledger.submit(new LedgerCommand.OpenAccount(ALICE), "open");
        ledger.submit(new LedgerCommand.CreditDeposit(ALICE, BTC, Amount.of(1_000), "r"), "dep");
    }

    private static Instant at(int minutes) {
        return NOW.plus(Duration.ofMinutes(minutes));
    }

    private void request() {
        assertThat(
                        ledger.submit(
                                new RequestWithdrawal(
                                        ALICE,
                                        BTC,
                                        BITCOIN,
                                        Amount.of(100),
                                        Amount.of(1),
                                        DESTINATION,
                                        Optional.of(at(60))),
                                "w"))
                .isInstanceOf(Verdict.Accepted.class);
    }

    private Verdict expire(Instant at) {
        ledger.now(at);
        return ledger.submit(new ExpireWithdrawal(ALICE, ID));
    }

    private static Verdict expired(Instant end) {
        return Verdict.accepted(
                new WithdrawalExpired(ALICE, ID, BTC, Amount.of(100), Amount.of(1), end));
    }

    private Verdict release(Instant at) {
        ledger.now(at);
        return ledger.submit(new ReleaseWithdrawal(ALICE, ID, at, Withdrawals.RAIL));
    }

    private void pause(String key, int minute) {
        ledger.now(at(minute));
        ledger.submit(Sample.openPause(new Scope.OfAsset(BTC), PauseMode.HOLD), key);
    }

    private void resume(String key, int minute) {
        ledger.now(at(minute));
        ledger.submit(
                new ApplyResumption(
                        NamedIds.pause(NamedIds.circuitKey(key)),
                        Sample.resumptionId("r"),
                        "0:1:9f2ac41b",
                        Optional.empty()));
    }

    @Test
    void expiresAtItsTimeAndNotBefore() {
        request();
        assertThat(expire(at(60).minusNanos(1_000)).refusal().map(Verdict.Refused::code))
                .contains(ErrorCode.ILLEGAL_TRANSITION);
        assertThat(expire(at(60))).isEqualTo(expired(at(60)));
    }

    @Test
    void isReleasedBeforeItsTimeAndNotAtIt() {
        request();
        assertThat(release(at(60)).refusal().map(Verdict.Refused::code))
                .contains(ErrorCode.ILLEGAL_TRANSITION);
        // A clock that runs back does not give time back: the entry before is at the end already.
        ledger.submit(new LedgerCommand.CreditDeposit(ALICE, BTC, Amount.of(1), "later"), "later");
        assertThat(release(at(59)).refusal().map(Verdict.Refused::code))
                .contains(ErrorCode.ILLEGAL_TRANSITION);
    }

    @Test
    void whatIsReleasedInTimeNeverExpires() {
        request();
        assertThat(release(at(60).minusNanos(1_000))).isInstanceOf(Verdict.Accepted.class);
        assertThat(expire(at(500)).refusal().map(Verdict.Refused::code))
                .contains(ErrorCode.ILLEGAL_TRANSITION);
    }

    @Test
    void standsStillWhileAPauseCoversIt() {
        pause("before", -30);
        resume("before", -20);
        ledger.now(NOW);
        request();
        pause("p", 50);
        assertThat(expire(at(600)).refusal()).isPresent();
        resume("p", 600);
        assertThat(expire(at(609)).refusal()).isPresent();
        assertThat(expire(at(610))).isEqualTo(expired(at(610)));
    }

    @Test
    void whatHadExpiredBeforeThePauseGoesBackUnderItToo() {
        request();
        pause("p", 61);
        assertThat(expire(at(600))).isEqualTo(expired(at(60)));
    }

    @Test
    void doesNotExpireWithoutAnExpiry() {
        ledger.submit(
                new RequestWithdrawal(
                        ALICE, BTC, BITCOIN, Amount.of(100), Amount.of(1), DESTINATION),
                "w");
        assertThat(expire(Instant.parse("2999-01-01T00:00:00Z")).refusal()).isPresent();
    }
}
