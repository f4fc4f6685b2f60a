package io.sluice.ledger.posting;

import static io.sluice.ledger.testing.Sample.ALICE;
import static io.sluice.ledger.testing.Sample.BTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.AccountOpened;
import io.sluice.ledger.event.LedgerEvent.DepositCredited;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSettled;
import io.sluice.ledger.id.DepositId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.testing.Sample;
import io.sluice.ledger.testing.Withdrawals;
import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of events.md, with an amount of 500 and a fee of 1. */
class PostingsTest {

    private static final DepositCredited DEPOSIT =
            new DepositCredited(ALICE, new DepositId(Sample.uuid("d")), BTC, Amount.of(700), "r");

    static Stream<Arguments> table() {
        return Stream.of(
                Arguments.of(DEPOSIT, "custody +700, available -700"),
                Arguments.of(Withdrawals.REQUESTED, "available +501, reserved -501"),
                Arguments.of(Withdrawals.RELEASED, "reserved +501, in-transit -501"),
                Arguments.of(Withdrawals.SETTLED, "in-transit +501, custody -500, fee-revenue -1"),
                Arguments.of(Withdrawals.FAILED, "in-transit +501, available -501"),
                Arguments.of(Withdrawals.CANCELLED, "reserved +501, available -501"),
                Arguments.of(Withdrawals.AWAITING, "available +501, reserved -501"),
                Arguments.of(Withdrawals.REJECTED, "reserved +501, available -501"),
                Arguments.of(Withdrawals.EXPIRED, "reserved +501, available -501"),
                Arguments.of(Withdrawals.APPROVED, ""),
                Arguments.of(Withdrawals.HELD, ""),
                Arguments.of(Withdrawals.SUBMITTED, ""),
                Arguments.of(Withdrawals.DOUBTED, ""),
                Arguments.of(new AccountOpened(ALICE), ""),
                Arguments.of(Sample.pauseOpened("p", new Scope.All(), PauseMode.HOLD), ""));
    }

    @ParameterizedTest
    @MethodSource("table")
    void followTheTable(LedgerEvent event, String lines) {
        assertThat(
                        Postings.of(event).stream()
                                .map(PostingsTest::say)
                                .collect(Collectors.joining(", ")))
                .isEqualTo(lines);
    }

    private static String say(Posting posting) {
        boolean house =
                posting.account().book() == Book.CUSTODY
                        || posting.account().book() == Book.FEE_REVENUE;
        assertThat(posting.account().accountId())
                .isEqualTo(house ? Optional.empty() : Optional.of(ALICE));
        assertThat(posting.asset()).isEqualTo(BTC);
        return posting.account().book().wire() + " %+d".formatted(posting.signedUnits());
    }

    @ParameterizedTest
    @MethodSource("table")
    void sumToZero(LedgerEvent event, String lines) {
        assertThat(
                        Postings.of(event).stream()
                                .map(Posting::signedUnits)
                                .reduce(BigInteger.ZERO, BigInteger::add))
                .isZero();
    }

    @Test
    void leaveOutALineOfNothing() {
        WithdrawalSettled free =
                new WithdrawalSettled(
                        ALICE,
                        Withdrawals.ID,
                        BTC,
                        Amount.of(500),
                        Amount.ZERO,
                        "tx",
                        Optional.empty());
        assertThat(Postings.of(free)).hasSize(2);
    }
}
