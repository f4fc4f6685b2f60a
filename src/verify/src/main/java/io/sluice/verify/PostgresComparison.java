package io.sluice.verify;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Holds PostgreSQL's rows against the fold, partition by partition, each at exactly the event that
 * PostgreSQL says it has reached there; in both directions, so that neither has more.
 */
final class PostgresComparison {

    private final PostgresRows rows;
    private final int partitions;
    private final Report report;
    private final Set<Integer> compared = new HashSet<>();

    PostgresComparison(PostgresRows rows, int partitions, Report report) {
        this.rows = rows;
        this.partitions = partitions;
        this.report = report;
    }

    /** What PostgreSQL has seen of the chain itself, for {@link Witnesses}. */
    Optional<Witnesses.Seen> seen(int partition) {
        return Optional.ofNullable(rows.positions().get(partition))
                .filter(position -> position.lastOffset() >= 0)
                .map(
                        position ->
                                new Witnesses.Seen(
                                        "PostgreSQL", position.lastOffset(), position.lastHead()));
    }

    /** Compares when the fold stands exactly where PostgreSQL does; otherwise does nothing. */
    void reached(int partition, long sequence, Ledger.State state) {
        if (sequence == wanted(partition) && compared.add(partition)) {
            accounts(partition, state.books());
            balances(partition, state.books());
            withdrawals(partition, state.withdrawals());
            postings(partition, state.books());
            fences(partition, state.pauses());
        }
    }

    /** After all partitions: whatever was not reached is not in the log. */
    void finish() {
        for (int partition = 0; partition < partitions; partition++) {
            if (!compared.contains(partition)) {
                report.finding(
                        Place.of(partition),
                        "PostgreSQL is ahead of the log: it has applied "
                                + wanted(partition)
                                + " events, which the log does not reach");
            }
        }
        for (int partition : rows.positions().keySet()) {
            if (partition < 0 || partition >= partitions) {
                report.finding(Place.LEDGER, "PostgreSQL has a position of partition " + partition);
            }
        }
    }

    private long wanted(int partition) {
        PostgresRows.Position position = rows.positions().get(partition);
        return position == null ? 0 : position.nextSequence();
    }

    private void accounts(int partition, Books books) {
        Map<String, PostgresRows.AccountRow> folded = new HashMap<>();
        books.accounts()
                .forEach(
                        (id, account) ->
                                folded.put(
                                        id,
                                        new PostgresRows.AccountRow(
                                                partition, account.status().name())));
        compare(
                "account",
                folded,
                only(partition, rows.accounts(), id -> id),
                id -> Place.of(partition).account(id));
    }

    private void balances(int partition, Books books) {
        Map<PostgresRows.BalanceKey, PostgresRows.BalanceRow> folded = new HashMap<>();
        books.accounts()
                .forEach(
                        (id, account) -> {
                            for (String asset : account.assets()) {
                                folded.put(
                                        new PostgresRows.BalanceKey(id, asset),
                                        new PostgresRows.BalanceRow(
                                                account.balance(asset, Posting.Book.AVAILABLE),
                                                account.balance(asset, Posting.Book.RESERVED),
                                                account.balance(asset, Posting.Book.IN_TRANSIT)));
                            }
                        });
        folded.values().removeIf(PostgresRows.BalanceRow::isZero);
        var shown = only(partition, rows.balances(), PostgresRows.BalanceKey::account);
        shown.values().removeIf(PostgresRows.BalanceRow::isZero);
        compare("balance", folded, shown, key -> Place.of(partition).account(key.account()));
    }

    private void withdrawals(int partition, Withdrawals withdrawals) {
        Map<UUID, PostgresRows.WithdrawalRow> folded = new HashMap<>();
        withdrawals
                .all()
                .forEach(
                        (id, w) ->
                                folded.put(
                                        id,
                                        new PostgresRows.WithdrawalRow(
                                                w.account(),
                                                w.asset(),
                                                w.network(),
                                                w.amount(),
                                                w.fee(),
                                                w.status().name())));
        Map<UUID, PostgresRows.WithdrawalRow> shown = new HashMap<>(rows.withdrawals());
        shown.values().removeIf(row -> home(row.account()) != partition);
        compare(
                "withdrawal",
                folded,
                shown,
                id -> account(partition, folded.get(id), shown.get(id)));
        count(
                partition,
                "withdrawal events",
                withdrawals.events(),
                rows.withdrawalEvents().getOrDefault(partition, 0L));
    }

    private void postings(int partition, Books books) {
        Map<PostgresRows.SumKey, BigInteger> folded = new HashMap<>();
        books.accounts()
                .forEach(
                        (id, account) -> {
                            for (String asset : account.assets()) {
                                for (Posting.Book book : Posting.Book.values()) {
                                    BigInteger sum = account.balance(asset, book).negate();
                                    put(folded, partition, book, id, asset, sum);
                                }
                            }
                        });
        books.totals()
                .forEach(
                        (asset, sums) -> {
                            for (Posting.Book book : Posting.Book.values()) {
                                BigInteger sum =
                                        book.ofCustomer() ? BigInteger.ZERO : sums.book(book);
                                put(folded, partition, book, "", asset, sum);
                            }
                        });
        Map<PostgresRows.SumKey, BigInteger> shown = new HashMap<>(rows.postingSums());
        shown.entrySet()
                .removeIf(
                        sum ->
                                sum.getKey().partition() != partition
                                        || sum.getValue().signum() == 0);
        compare("sum of postings", folded, shown, key -> account(partition, key.account()));
        count(
                partition,
                "postings",
                books.postings(),
                rows.postingCounts().getOrDefault(partition, 0L));
    }

    private static void put(
            Map<PostgresRows.SumKey, BigInteger> sums,
            int partition,
            Posting.Book book,
            String account,
            String asset,
            BigInteger sum) {
        if (sum.signum() != 0) {
            sums.put(new PostgresRows.SumKey(partition, book.wireName(), account, asset), sum);
        }
    }

    private void fences(int partition, Pauses pauses) {
        Map<PostgresRows.FenceKey, PostgresRows.FenceRow> folded = new HashMap<>();
        pauses.opened()
                .forEach(
                        (id, pause) ->
                                folded.put(
                                        new PostgresRows.FenceKey(id, partition),
                                        new PostgresRows.FenceRow(
                                                pause.fencedAt(), pause.resumed())));
        Map<PostgresRows.FenceKey, PostgresRows.FenceRow> shown = new HashMap<>(rows.fences());
        shown.keySet()
                .removeIf(
                        key -> key.partition() != partition || pauses.resumedUnopened(key.pause()));
        compare("fence", folded, shown, key -> Place.of(partition));
    }

    private interface PlaceOf<K> {
        Place of(K key);
    }

    private interface AccountOf<K> {
        String of(K key);
    }

    private <K, V> void compare(String what, Map<K, V> folded, Map<K, V> shown, PlaceOf<K> place) {
        Set<K> keys = new HashSet<>(folded.keySet());
        keys.addAll(shown.keySet());
        for (K key : keys) {
            @Nullable V log = folded.get(key);
            @Nullable V postgres = shown.get(key);
            if (log == null || !log.equals(postgres)) {
                report.finding(
                        place.of(key),
                        "PostgreSQL differs from the log: "
                                + what
                                + " "
                                + key
                                + " is "
                                + (postgres == null ? "missing" : postgres)
                                + ", the log says "
                                + (log == null ? "there is none" : log));
            }
        }
    }

    private void count(int partition, String what, long log, long postgres) {
        if (log != postgres) {
            report.finding(
                    Place.of(partition),
                    "PostgreSQL differs from the log: "
                            + postgres
                            + " "
                            + what
                            + ", the log has "
                            + log);
        }
    }

    private <K, V> Map<K, V> only(int partition, Map<K, V> all, AccountOf<K> account) {
        Map<K, V> own = new HashMap<>(all);
        own.keySet().removeIf(key -> home(account.of(key)) != partition);
        return own;
    }

    private int home(String account) {
        return Hashes.partitionOf(account, partitions);
    }

    /** The house's own books have no account. */
    private static Place account(int partition, String account) {
        return account.isEmpty() ? Place.of(partition) : Place.of(partition).account(account);
    }

    private static Place account(
            int partition,
            PostgresRows.@Nullable WithdrawalRow folded,
            PostgresRows.@Nullable WithdrawalRow shown) {
        if (folded != null) {
            return Place.of(partition).account(folded.account());
        }
        return shown == null ? Place.of(partition) : Place.of(partition).account(shown.account());
    }
}
