package io.sluice.ledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.account.Balance;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.AccountEvent;
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
import io.sluice.ledger.event.LedgerEvent.WithdrawalRejected;
import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSettled;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.posting.Book;
import io.sluice.ledger.posting.LedgerAccount;
import io.sluice.ledger.posting.Posting;
import io.sluice.ledger.posting.Postings;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Recounts the books from the events alone: no state, no decision of the domain is asked, only the
 * postings, and those are what is audited.
 */
public final class Auditor {

    private record Line(LedgerAccount account, Asset asset) {}

    private final Map<Line, BigInteger> books = new HashMap<>();
    private final Map<Asset, BigInteger> owed = new HashMap<>();
    private final Map<PauseId, PauseOpened> paused = new HashMap<>();
    private final Set<PauseId> resumed = new HashSet<>();
    private final Set<WithdrawalId> released = new HashSet<>();
    private final Set<WithdrawalId> ended = new HashSet<>();
    private final Set<WithdrawalId> awaiting = new HashSet<>();
    private int settledAndFailed;

    /** How many withdrawals came to one of the two ends that a rail can give. */
    public int settledAndFailed() {
        return settledAndFailed;
    }

    public void audit(LedgerEvent event, String where) {
        post(event);
        switch (event) {
            case AccountEvent about -> about(about, where);
            case PauseOpened e -> paused.putIfAbsent(e.pauseId(), e);
            case PauseResumed e -> resumed.add(e.pauseId());
            case ResumptionAsked _, ResumptionDecided _, ExtensionDecided _, PauseExtended _ -> {}
        }
        assertBalanced(where);
    }

    private void post(LedgerEvent event) {
        for (Posting posting : Postings.of(event)) {
            books.merge(
                    new Line(posting.account(), posting.asset()),
                    posting.signedUnits(),
                    BigInteger::add);
        }
    }

    private void about(AccountEvent event, String where) {
        if (event instanceof DepositCredited e) {
            owed.merge(e.asset(), e.amount().units(), BigInteger::add);
        }
        if (event instanceof WithdrawalEvent e) {
            withdrawal(e, where);
        }
    }

    private void withdrawal(WithdrawalEvent event, String where) {
        assertThat(ended)
                .as("%s: settled and failed never move", where)
                .doesNotContain(event.withdrawalId());
        approval(event, where);
        if (event instanceof WithdrawalReleased e) {
            assertThat(released.add(e.withdrawalId())).as("%s: released once", where).isTrue();
            assertThat(paused.values())
                    .as("%s: released while a pause covers it", where)
                    .noneMatch(
                            pause ->
                                    !resumed.contains(pause.pauseId())
                                            && pause.scope().covers(e.asset(), e.network()));
        }
        if (event instanceof WithdrawalSettled e) {
            owed.merge(e.asset(), e.amount().plus(e.fee()).units().negate(), BigInteger::add);
        }
        if (event instanceof WithdrawalSettled || event instanceof WithdrawalFailed) {
            assertThat(released)
                    .as("%s: ends only what left", where)
                    .contains(event.withdrawalId());
            ended.add(event.withdrawalId());
            settledAndFailed++;
        }
        if (event instanceof WithdrawalCancelled
                || event instanceof WithdrawalRejected
                || event instanceof WithdrawalExpired) {
            assertThat(released)
                    .as("%s: cancels only what is here", where)
                    .doesNotContain(event.withdrawalId());
            ended.add(event.withdrawalId());
        }
    }

    /** Nothing that needs approval is held or released without it, nor approved of twice. */
    private void approval(WithdrawalEvent event, String where) {
        WithdrawalId id = event.withdrawalId();
        if (event instanceof WithdrawalRequested e && e.approval().isPresent()) {
            awaiting.add(id);
        } else if (event instanceof WithdrawalApproved || event instanceof WithdrawalRejected) {
            assertThat(awaiting.remove(id)).as("%s: awaited approval", where).isTrue();
        } else if (event instanceof WithdrawalHeld || event instanceof WithdrawalReleased) {
            assertThat(awaiting).as("%s: moves without approval", where).doesNotContain(id);
        }
    }

    private void assertBalanced(String where) {
        Map<Asset, BigInteger> sums = new HashMap<>();
        Map<Asset, BigInteger> balances = new HashMap<>();
        books.forEach(
                (line, units) -> {
                    sums.merge(line.asset(), units, BigInteger::add);
                    if (line.account().accountId().isPresent()) {
                        assertThat(units.signum())
                                .as("%s: %s negative", where, line)
                                .isNotPositive();
                        balances.merge(line.asset(), units.negate(), BigInteger::add);
                    }
                });
        assertThat(sums.values()).as(where).allMatch(sum -> sum.signum() == 0);
        assertThat(balances).as("%s: balances = deposits - settled - fees", where).isEqualTo(owed);
    }

    /** That the state's balances are what the books say. */
    public void compare(AccountId account, AccountState state) {
        if (state instanceof AccountState.Existing existing) {
            existing.balances()
                    .byAsset()
                    .forEach(
                            (asset, balance) ->
                                    assertThat(balance).isEqualTo(inBooks(account, asset)));
        }
    }

    private Balance inBooks(AccountId account, Asset asset) {
        return new Balance(
                amount(Book.AVAILABLE, account, asset),
                amount(Book.RESERVED, account, asset),
                amount(Book.IN_TRANSIT, account, asset));
    }

    private Amount amount(Book book, AccountId account, Asset asset) {
        LedgerAccount in = new LedgerAccount(book, Optional.of(account));
        return new Amount(books.getOrDefault(new Line(in, asset), BigInteger.ZERO).negate());
    }
}
