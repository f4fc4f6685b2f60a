package io.sluice.ledger.account;

import static io.sluice.ledger.testing.Sample.ALICE;
import static io.sluice.ledger.testing.Sample.BOB;
import static io.sluice.ledger.testing.Sample.BTC;
import static io.sluice.ledger.testing.Sample.ETH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ledger.command.LedgerCommand.ChangeAccountStatus;
import io.sluice.ledger.command.LedgerCommand.CreditDeposit;
import io.sluice.ledger.command.LedgerCommand.OpenAccount;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent.AccountClosed;
import io.sluice.ledger.event.LedgerEvent.AccountFrozen;
import io.sluice.ledger.event.LedgerEvent.AccountOpened;
import io.sluice.ledger.event.LedgerEvent.DepositCredited;
import io.sluice.ledger.id.DepositId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.testing.InMemoryLedger;
import io.sluice.ledger.testing.Sample;
import io.sluice.ledger.testing.Withdrawals;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountTest {

    private static final DepositCredited DEPOSIT =
            new DepositCredited(ALICE, new DepositId(Sample.uuid("d")), BTC, Amount.of(1_000), "r");

    private final InMemoryLedger ledger = new InMemoryLedger();

    private static AccountState funded() {
        return AccountState.initial().evolve(new AccountOpened(ALICE)).evolve(DEPOSIT);
    }

    private static Balance btc(AccountState state) {
        return switch (state) {
            case AccountState.Existing existing -> existing.balances().of(BTC);
            case AccountState.Absent _ -> Balance.ZERO;
        };
    }

    private static Balance balance(long available, long reserved, long inTransit) {
        return new Balance(Amount.of(available), Amount.of(reserved), Amount.of(inTransit));
    }

    @Test
    void movesMoneyAsTheBooksSay() {
        AccountState requested = funded().evolve(Withdrawals.REQUESTED);
        assertThat(btc(requested)).isEqualTo(balance(499, 501, 0));
        assertThat(btc(requested.evolve(Withdrawals.HELD))).isEqualTo(balance(499, 501, 0));
        assertThat(btc(requested.evolve(Withdrawals.CANCELLED))).isEqualTo(balance(1_000, 0, 0));
        AccountState released = requested.evolve(Withdrawals.RELEASED);
        assertThat(btc(released)).isEqualTo(balance(499, 0, 501));
        assertThat(btc(released.evolve(Withdrawals.SUBMITTED))).isEqualTo(balance(499, 0, 501));
        assertThat(btc(released.evolve(Withdrawals.DOUBTED))).isEqualTo(balance(499, 0, 501));
        assertThat(btc(released.evolve(Withdrawals.SETTLED))).isEqualTo(balance(499, 0, 0));
        assertThat(btc(released.evolve(Withdrawals.FAILED))).isEqualTo(balance(1_000, 0, 0));
    }

    @Test
    void neverGoesBelowZero() {
        AccountState empty = AccountState.initial().evolve(new AccountOpened(ALICE));
        assertThatThrownBy(() -> empty.evolve(Withdrawals.REQUESTED))
                .isInstanceOf(IllegalArgumentException.class);
        AccountState funded = funded();
        assertThatThrownBy(() -> funded.evolve(Withdrawals.RELEASED))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> funded.evolve(Withdrawals.SETTLED))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesEventsThatContradictTheLog() {
        assertThatThrownBy(() -> AccountState.initial().evolve(DEPOSIT))
                .isInstanceOf(IllegalStateException.class);
        AccountState funded = funded();
        assertThatThrownBy(() -> funded.evolve(new AccountOpened(ALICE)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> funded.evolve(new AccountFrozen(BOB, "x")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> funded.evolve(new AccountClosed(ALICE, "x")))
                .isInstanceOf(IllegalStateException.class);
        AccountState closed =
                AccountState.initial()
                        .evolve(new AccountOpened(ALICE))
                        .evolve(new AccountClosed(ALICE, "x"));
        assertThatThrownBy(() -> closed.evolve(DEPOSIT)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void depositsFlowToFrozenAccountsAndNotToClosedOnes() {
        ledger.submit(new OpenAccount(ALICE), "o");
        ledger.submit(new ChangeAccountStatus(ALICE, AccountStatus.FROZEN, "x"), "f");
        assertThat(ledger.submit(new CreditDeposit(ALICE, BTC, Amount.of(1), "r"), "d"))
                .isInstanceOf(Verdict.Accepted.class);
        assertCode(
                ledger.submit(new ChangeAccountStatus(ALICE, AccountStatus.CLOSED, "x"), "c"),
                ErrorCode.ACCOUNT_NOT_EMPTY);

        ledger.submit(new OpenAccount(BOB), "o");
        assertThat(ledger.submit(new ChangeAccountStatus(BOB, AccountStatus.CLOSED, "x"), "c"))
                .isInstanceOf(Verdict.Accepted.class);
        assertCode(
                ledger.submit(new CreditDeposit(BOB, BTC, Amount.of(1), "r"), "d"),
                ErrorCode.ACCOUNT_CLOSED);
        assertCode(
                ledger.submit(new ChangeAccountStatus(BOB, AccountStatus.OPEN, "x"), "u"),
                ErrorCode.ACCOUNT_CLOSED);
        assertCode(ledger.submit(new OpenAccount(BOB), "o2"), ErrorCode.ACCOUNT_EXISTS);
    }

    @Test
    void aStatusThatHoldsIsRecordedAgain() {
        ledger.submit(new OpenAccount(ALICE), "o");
        ledger.submit(new ChangeAccountStatus(ALICE, AccountStatus.FROZEN, "court"), "f1");
        assertThat(ledger.submit(new ChangeAccountStatus(ALICE, AccountStatus.FROZEN, "tax"), "f2"))
                .isEqualTo(Verdict.accepted(new AccountFrozen(ALICE, "tax")));
        assertThat(ledger.account(ALICE)).isInstanceOf(AccountState.Frozen.class);
    }

    @Test
    void holdsAtMostWhatAnAmountCanSayPerAsset() {
        ledger.submit(new OpenAccount(ALICE), "o");
        Amount most = new Amount(Amount.MOST_UNITS.subtract(BigInteger.ONE));
        ledger.submit(new CreditDeposit(ALICE, BTC, most, "r1"), "d1");
        assertCode(
                ledger.submit(new CreditDeposit(ALICE, BTC, Amount.of(2), "r2"), "d2"),
                ErrorCode.AMOUNT_TOO_LARGE);
        assertThat(ledger.submit(new CreditDeposit(ALICE, BTC, Amount.of(1), "r2"), "d2"))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(ledger.submit(new CreditDeposit(ALICE, ETH, Amount.of(1), "r2"), "d3"))
                .isInstanceOf(Verdict.Accepted.class);
    }

    /** What is reserved still counts: it may come back. */
    @Test
    void countsWhatIsReservedAndInTransitAgainstTheMost() {
        Balance full =
                new Balance(
                        Amount.ZERO,
                        Amount.of(1),
                        new Amount(Amount.MOST_UNITS.subtract(BigInteger.TWO)));
        assertThat(full.canReceive(Amount.of(1))).isTrue();
        assertThat(full.canReceive(Amount.of(2))).isFalse();
    }

    @Test
    void listsAssetsInTheOrderOfTheirCodes() {
        AccountState state =
                funded().evolve(
                                new DepositCredited(
                                        ALICE,
                                        new DepositId(Sample.uuid("a")),
                                        new Asset("AAA"),
                                        Amount.of(1),
                                        "r"));
        assertThat(state)
                .isInstanceOfSatisfying(
                        AccountState.Open.class,
                        open ->
                                assertThat(open.balances().byAsset().keySet())
                                        .extracting(asset -> asset.code())
                                        .isEqualTo(List.of("AAA", "BTC")));
    }

    private static void assertCode(Verdict verdict, ErrorCode code) {
        assertThat(verdict.refusal().map(Verdict.Refused::code)).contains(code);
    }
}
