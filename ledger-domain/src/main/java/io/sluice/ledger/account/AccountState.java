package io.sluice.ledger.account;

import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.AccountEvent;
import io.sluice.ledger.event.LedgerEvent.CircuitEvent;
import io.sluice.ledger.id.AccountId;

/**
 * One account as its events left it: what tag {@code account} finds, the events of its withdrawals
 * included, because they move its balances.
 */
public sealed interface AccountState {

    static AccountState initial() {
        return new Absent();
    }

    /**
     * The state after the event; circuit events change nothing here. Feed it the events of one
     * account only, in the order of the log.
     *
     * @throws IllegalStateException when no decision of ours could have written that event here
     * @throws IllegalArgumentException when a balance would become negative
     */
    default AccountState evolve(LedgerEvent event) {
        return switch (event) {
            case AccountEvent about -> AccountEvolution.next(this, about);
            case CircuitEvent _ -> this;
        };
    }

    /** Never opened. */
    record Absent() implements AccountState {}

    /** Opened at some time; what the other states share. */
    sealed interface Existing extends AccountState {
        AccountId accountId();

        Balances balances();

        AccountStatus status();

        /** What it asked to withdraw lately. */
        RecentRequests recent();
    }

    record Open(AccountId accountId, Balances balances, RecentRequests recent) implements Existing {

        /** That asked for nothing lately. */
        public Open(AccountId accountId, Balances balances) {
            this(accountId, balances, RecentRequests.NONE);
        }

        @Override
        public AccountStatus status() {
            return AccountStatus.OPEN;
        }
    }

    /** Nothing is released, nothing new is requested; deposits flow. */
    record Frozen(AccountId accountId, Balances balances, RecentRequests recent)
            implements Existing {

        /** That asked for nothing lately. */
        public Frozen(AccountId accountId, Balances balances) {
            this(accountId, balances, RecentRequests.NONE);
        }

        @Override
        public AccountStatus status() {
            return AccountStatus.FROZEN;
        }
    }

    /** Empty, and for ever so. */
    record Closed(AccountId accountId, Balances balances) implements Existing {
        @Override
        public AccountStatus status() {
            return AccountStatus.CLOSED;
        }

        /** It will ask for nothing more. */
        @Override
        public RecentRequests recent() {
            return RecentRequests.NONE;
        }
    }
}
