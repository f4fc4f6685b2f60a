package io.sluice.verify;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What PostgreSQL showed at one moment: plain rows, by their keys. */
record PostgresRows(
        Map<Integer, Position> positions,
        Map<String, AccountRow> accounts,
        Map<BalanceKey, BalanceRow> balances,
        Map<UUID, WithdrawalRow> withdrawals,
        Map<SumKey, BigInteger> postingSums,
        Map<Integer, Long> postingCounts,
        Map<Integer, Long> withdrawalEvents,
        Map<FenceKey, FenceRow> fences) {

    /**
     * @param nextSequence events with a lower sequence are in the rows
     * @param lastOffset of the last entry that is in, negative when there is none
     */
    record Position(long nextSequence, long lastOffset, String lastHead) {}

    record AccountRow(int partition, String status) {}

    record BalanceKey(String account, String asset) {}

    record BalanceRow(BigInteger available, BigInteger reserved, BigInteger inTransit) {

        /** A row of zeros and no row say the same. */
        boolean isZero() {
            return available.signum() == 0 && reserved.signum() == 0 && inTransit.signum() == 0;
        }
    }

    record WithdrawalRow(
            String account,
            String asset,
            String network,
            BigInteger amount,
            BigInteger fee,
            String status) {}

    /**
     * @param account empty for the house's own books
     */
    record SumKey(int partition, String book, String account, String asset) {}

    record FenceKey(UUID pause, int partition) {}

    record FenceRow(String position, boolean resumed) {}

    static PostgresRows empty() {
        return new PostgresRows(
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>());
    }

    long count() {
        return (long) accounts.size()
                + balances.size()
                + withdrawals.size()
                + fences.size()
                + postingCounts.values().stream().mapToLong(Long::longValue).sum();
    }
}
