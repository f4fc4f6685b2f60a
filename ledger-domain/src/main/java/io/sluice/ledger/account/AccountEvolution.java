package io.sluice.ledger.account;

import io.sluice.ledger.account.AccountState.Absent;
import io.sluice.ledger.account.AccountState.Closed;
import io.sluice.ledger.account.AccountState.Existing;
import io.sluice.ledger.account.AccountState.Frozen;
import io.sluice.ledger.account.AccountState.Open;
import io.sluice.ledger.event.LedgerEvent.AccountClosed;
import io.sluice.ledger.event.LedgerEvent.AccountEvent;
import io.sluice.ledger.event.LedgerEvent.AccountFrozen;
import io.sluice.ledger.event.LedgerEvent.AccountOpened;
import io.sluice.ledger.event.LedgerEvent.AccountUnfrozen;
import io.sluice.ledger.event.LedgerEvent.DepositCredited;
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

/** How events move an account. */
final class AccountEvolution {

    private AccountEvolution() {}

    static AccountState next(AccountState state, AccountEvent event) {
        return switch (state) {
            case Absent _ ->
                    switch (event) {
                        case AccountOpened opened -> new Open(opened.accountId(), Balances.NONE);
                        case AccountEvent other -> throw contradiction(state, other);
                    };
            case Closed closed -> throw contradiction(closed, event);
            case Open open -> next(open, event);
            case Frozen frozen -> next(frozen, event);
        };
    }

    private static AccountState next(Existing account, AccountEvent event) {
        if (!account.accountId().equals(event.accountId())) {
            throw contradiction(account, event);
        }
        return switch (event) {
            case AccountOpened _ -> throw contradiction(account, event);
            case AccountFrozen _ ->
                    new Frozen(account.accountId(), account.balances(), account.recent());
            case AccountUnfrozen _ ->
                    new Open(account.accountId(), account.balances(), account.recent());
            case AccountClosed _ -> closed(account, event);
            case DepositCredited _, WithdrawalEvent _ ->
                    with(
                            account,
                            moved(account.balances(), event),
                            recent(account.recent(), event));
        };
    }

    private static Closed closed(Existing account, AccountEvent event) {
        if (!account.balances().areZero()) {
            throw contradiction(account, event);
        }
        return new Closed(account.accountId(), account.balances());
    }

    private static AccountState with(Existing account, Balances balances, RecentRequests recent) {
        return switch (account) {
            case Open open -> new Open(open.accountId(), balances, recent);
            case Frozen frozen -> new Frozen(frozen.accountId(), balances, recent);
            case Closed closed -> new Closed(closed.accountId(), balances);
        };
    }

    private static Balances moved(Balances balances, AccountEvent event) {
        return switch (event) {
            case AccountOpened _, AccountFrozen _, AccountUnfrozen _, AccountClosed _ -> balances;
            case DepositCredited e -> balances.move(e.asset(), b -> b.credited(e.amount()));
            case WithdrawalRequested e ->
                    balances.move(e.asset(), b -> b.reserve(e.amount().plus(e.fee())));
            case WithdrawalReleased e ->
                    balances.move(e.asset(), b -> b.release(e.amount().plus(e.fee())));
            case WithdrawalSettled e ->
                    balances.move(e.asset(), b -> b.settle(e.amount().plus(e.fee())));
            case WithdrawalFailed e ->
                    balances.move(e.asset(), b -> b.giveBackFailed(e.amount().plus(e.fee())));
            case WithdrawalCancelled e ->
                    balances.move(e.asset(), b -> b.giveBackUnreleased(e.amount().plus(e.fee())));
            case WithdrawalRejected e ->
                    balances.move(e.asset(), b -> b.giveBackUnreleased(e.amount().plus(e.fee())));
            case WithdrawalExpired e ->
                    balances.move(e.asset(), b -> b.giveBackUnreleased(e.amount().plus(e.fee())));
            case WithdrawalHeld _,
                    WithdrawalApproved _,
                    WithdrawalSubmitted _,
                    WithdrawalOutcomeUnknown _ ->
                    balances;
        };
    }

    /** Version 1 of a request does not say when it was decided; limits came with version 2. */
    private static RecentRequests recent(RecentRequests before, AccountEvent event) {
        return event instanceof WithdrawalRequested e
                ? e.admission()
                        .map(admission -> before.with(e.asset(), e.amount(), admission.decidedAt()))
                        .orElse(before)
                : before;
    }

    private static IllegalStateException contradiction(AccountState state, AccountEvent event) {
        return new IllegalStateException(
                "the log contradicts itself: " + event + " cannot follow on " + state);
    }
}
