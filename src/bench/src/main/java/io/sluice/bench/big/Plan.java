package io.sluice.bench.big;

import io.sluice.ledger.id.AccountId;
import io.sluice.log.chain.ChainHash;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is to be written; the same plan gives the same entries.
 *
 * @param withdrawals spread evenly over the accounts
 * @param accounts beside the hot one
 * @param hotEvents of the hot account, its opening included; 0 for no such account
 * @param railJournal whether the sandbox rail's journal is written beside the ledger
 */
record Plan(
        long seed,
        long withdrawals,
        int accounts,
        long hotEvents,
        int partitions,
        boolean railJournal) {

    static final AccountId HOT = new AccountId("account-hot");

    /** What a unit of the hot account's life adds: a deposit, and a withdrawal's four events. */
    private static final int UNIT = 5;

    Plan {
        if (withdrawals < 0 || accounts < 1 || partitions < 1) {
            throw new IllegalArgumentException("at least one account and one partition");
        }
        if (hotEvents != 0 && hotEvents <= opening()) {
            throw new IllegalArgumentException(
                    "the hot account's opening alone has " + opening() + " events");
        }
    }

    static AccountId account(int number) {
        return new AccountId("account-%06d".formatted(number));
    }

    /** The ordinary accounts that live in the partition. */
    List<AccountId> accountsOf(int partition) {
        return IntStream.range(0, accounts)
                .mapToObj(Plan::account)
                .filter(account -> partitionOf(account) == partition)
                .toList();
    }

    /** Withdrawals of ordinary accounts, by partition, in proportion to the accounts there. */
    List<Long> withdrawalsByPartition() {
        List<Long> shares = new ArrayList<>();
        long before = 0;
        long accountsSoFar = 0;
        for (int partition = 0; partition < partitions; partition++) {
            accountsSoFar += accountsOf(partition).size();
            long until = withdrawals * accountsSoFar / accounts;
            shares.add(until - before);
            before = until;
        }
        return shares;
    }

    boolean hasHotAccountIn(int partition) {
        return hotEvents > 0 && partitionOf(HOT) == partition;
    }

    long hotWithdrawals() {
        return hotEvents == 0 ? 0 : (hotEvents - opening()) / UNIT;
    }

    /** Deposits after the opening ones: one before each withdrawal, and what is left over. */
    long hotDeposits() {
        return hotEvents == 0 ? 0 : hotWithdrawals() + (hotEvents - opening()) % UNIT;
    }

    /** More than any one account can have; it is funded for so many. */
    long mostWithdrawals() {
        return withdrawals + hotWithdrawals() + 1;
    }

    private int partitionOf(AccountId account) {
        return ChainHash.partitionOf(account.value(), partitions);
    }

    /** Opened, and funded in every coin. */
    private static int opening() {
        return 1 + Coin.values().length;
    }
}
