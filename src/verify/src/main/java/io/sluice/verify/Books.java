package io.sluice.verify;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Accounts and money of one partition: every balance at every prefix, and the sums that must hold.
 */
final class Books {

    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<String, AssetTotals> totals = new TreeMap<>();
    private final Report report;
    private long postings;

    Books(Report report) {
        this.report = report;
    }

    Map<String, Account> accounts() {
        return accounts;
    }

    Map<String, AssetTotals> totals() {
        return totals;
    }

    /** Lines other than zero, so that it does not matter whether a fee of zero was written down. */
    long postings() {
        return postings;
    }

    void apply(Fact fact) {
        if (fact.type().family() == EventType.Family.CIRCUIT) {
            return;
        }
        String id = fact.text("accountId");
        Account account = accounts.get(id);
        if (account == null) {
            if (fact.type() != EventType.ACCOUNT_OPENED) {
                report.finding(fact.place(), fact.type().wireName() + " before account-opened");
            }
            account = new Account();
            accounts.put(id, account);
        } else if (fact.type() == EventType.ACCOUNT_OPENED) {
            report.finding(fact.place(), "the account was opened before");
        }
        status(fact, account);
        money(fact, account);
    }

    private void status(Fact fact, Account account) {
        if (account.status() == Account.Status.CLOSED) {
            report.finding(fact.place(), fact.type().wireName() + " after account-closed");
        }
        switch (fact.type()) {
            case ACCOUNT_FROZEN -> account.become(Account.Status.FROZEN);
            case ACCOUNT_UNFROZEN -> account.become(Account.Status.OPEN);
            case ACCOUNT_CLOSED -> {
                if (!account.isEmpty()) {
                    report.finding(fact.place(), "the account was closed with money in it");
                }
                account.become(Account.Status.CLOSED);
            }
            case WITHDRAWAL_REQUESTED, WITHDRAWAL_APPROVED, WITHDRAWAL_RELEASED -> {
                if (account.status() == Account.Status.FROZEN) {
                    report.finding(
                            fact.place(), fact.type().wireName() + " while the account is frozen");
                }
            }
            case ACCOUNT_OPENED,
                    DEPOSIT_CREDITED,
                    WITHDRAWAL_HELD,
                    WITHDRAWAL_SUBMITTED,
                    WITHDRAWAL_SETTLED,
                    WITHDRAWAL_FAILED,
                    WITHDRAWAL_OUTCOME_UNKNOWN,
                    WITHDRAWAL_CANCELLED,
                    WITHDRAWAL_REJECTED,
                    WITHDRAWAL_EXPIRED,
                    PAUSE_OPENED,
                    RESUMPTION_ASKED,
                    RESUMPTION_DECIDED,
                    EXTENSION_DECIDED,
                    PAUSE_EXTENDED,
                    PAUSE_RESUMED -> {}
        }
    }

    private void money(Fact fact, Account account) {
        if (Posting.of(fact).isEmpty()) {
            return;
        }
        String asset = fact.text("asset");
        AssetTotals sums = totals.computeIfAbsent(asset, none -> new AssetTotals());
        for (Posting posting : Posting.of(fact)) {
            sums.post(posting);
            postings += Math.abs(posting.units().signum());
            if (posting.book().ofCustomer()) {
                notNegative(fact, asset, posting.book(), account.post(asset, posting));
            }
        }
        if (fact.type() == EventType.DEPOSIT_CREDITED) {
            sums.deposited(fact.amount("amount"));
        } else if (fact.type() == EventType.WITHDRAWAL_SETTLED) {
            sums.settled(fact.amount("amount"), fact.amount("fee"));
        }
        if (!sums.postingsSumToZero()) {
            report.finding(fact.place(), "the postings of " + asset + " do not sum to zero");
        }
        if (!sums.customersHoldWhatCameAndDidNotLeave()) {
            report.finding(fact.place(), "the balances of " + asset + " do not add up: " + sums);
        }
    }

    private void notNegative(Fact fact, String asset, Posting.Book book, BigInteger balance) {
        if (balance.signum() < 0) {
            report.finding(
                    fact.place(),
                    "balance is negative: " + book.wireName() + " " + asset + " " + balance);
        }
    }
}
