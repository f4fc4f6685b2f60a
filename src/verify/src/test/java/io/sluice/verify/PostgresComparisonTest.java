package io.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Hand-made rows against a hand-made fold of one account that requested one withdrawal. */
class PostgresComparisonTest {

    private static final UUID WITHDRAWAL = TestEvents.withdrawal("alice", "w-1");
    private static final UUID PAUSE = TestEvents.pause("p-1");
    private static final String FENCE = "0:9:00000000";

    @Test
    void rowsThatEqualTheFoldAreFine() {
        assertThat(compare(rows -> {})).endsWith("verify: ok\n");
    }

    @Test
    void findsAChangedBalance() {
        var key = new PostgresRows.BalanceKey("alice", "BTC");
        assertThat(
                        compare(
                                rows ->
                                        rows.balances()
                                                .put(
                                                        key,
                                                        new PostgresRows.BalanceRow(
                                                                units(150), units(51), units(0)))))
                .contains("finding: partition 0 account alice: PostgreSQL differs from the log")
                .contains("available=150")
                .contains("available=149");
    }

    @Test
    void findsRowsThatAreMissingAndRowsTooMany() {
        assertThat(compare(rows -> rows.accounts().clear())).contains("account alice is missing");
        assertThat(compare(rows -> rows.fences().clear())).contains("fence").contains("missing");
        assertThat(
                        compare(
                                rows ->
                                        rows.accounts()
                                                .put(
                                                        "bob",
                                                        new PostgresRows.AccountRow(0, "OPEN"))))
                .contains("account bob")
                .contains("the log says there is none");
    }

    @Test
    void findsAnotherStatusOfAWithdrawal() {
        assertThat(compare(rows -> rows.withdrawals().put(WITHDRAWAL, withdrawal("RELEASED"))))
                .contains("status=RELEASED")
                .contains("status=REQUESTED");
    }

    @Test
    void findsLostAndChangedPostings() {
        assertThat(compare(rows -> rows.postingCounts().put(0, 3L)))
                .contains("3 postings, the log has 4");
        assertThat(compare(rows -> rows.postingSums().put(sum("custody", ""), units(199))))
                .contains("sum of postings")
                .contains("199");
    }

    @Test
    void findsRowsAheadOfTheLog() {
        assertThat(compare(rows -> rows.positions().put(0, new PostgresRows.Position(9, -1, ""))))
                .contains("partition 0: PostgreSQL is ahead of the log");
    }

    private static String compare(Consumer<PostgresRows> change) {
        Report report = new Report();
        Ledger ledger = new Ledger(1, report);
        TestEvents events = new TestEvents();
        apply(ledger, events.opened("alice"));
        apply(ledger, events.deposit("alice", "BTC", "200", "d-1"));
        apply(ledger, events.requested("alice", "w-1", "50", "1"));
        apply(ledger, events.pauseOpened("p-1", TestLedger.BTC));
        PostgresRows rows = good();
        change.accept(rows);
        PostgresComparison comparison = new PostgresComparison(rows, 1, report);
        comparison.reached(0, 4, ledger.state(0));
        comparison.finish();
        StringBuilder out = new StringBuilder();
        report.print("", "", out);
        return out.toString();
    }

    private static void apply(Ledger ledger, String event) {
        String entry =
                "{\"v\":1,\"time\":\"2026-11-22T17:00:00.000000Z\",\"writer\":\"%s\",\"events\":[%s]}"
                        .formatted(TestPartition.LEDGER, event);
        try {
            Entry read = EntryReader.read(Chain.Kind.COMMIT, TestHashes.utf8(entry));
            ledger.apply(
                    0,
                    Fact.of(
                            read.events().getFirst(),
                            Place.at(0, 9),
                            FENCE,
                            read.time(),
                            read.time()));
        } catch (UnreadableException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static PostgresRows good() {
        PostgresRows rows = PostgresRows.empty();
        rows.positions().put(0, new PostgresRows.Position(4, 9, "00"));
        rows.accounts().put("alice", new PostgresRows.AccountRow(0, "OPEN"));
        rows.balances()
                .put(
                        new PostgresRows.BalanceKey("alice", "BTC"),
                        new PostgresRows.BalanceRow(units(149), units(51), units(0)));
        rows.balances()
                .put(
                        new PostgresRows.BalanceKey("alice", "ETH"),
                        new PostgresRows.BalanceRow(units(0), units(0), units(0)));
        rows.withdrawals().put(WITHDRAWAL, withdrawal("REQUESTED"));
        rows.withdrawalEvents().put(0, 1L);
        rows.postingCounts().put(0, 4L);
        rows.postingSums()
                .putAll(
                        Map.of(
                                sum("available", "alice"),
                                units(-149),
                                sum("reserved", "alice"),
                                units(-51),
                                sum("custody", ""),
                                units(200)));
        rows.fences()
                .put(new PostgresRows.FenceKey(PAUSE, 0), new PostgresRows.FenceRow(FENCE, false));
        return rows;
    }

    private static PostgresRows.WithdrawalRow withdrawal(String status) {
        return new PostgresRows.WithdrawalRow(
                "alice", "BTC", "bitcoin", units(50), units(1), status);
    }

    private static PostgresRows.SumKey sum(String book, String account) {
        return new PostgresRows.SumKey(0, book, account, "BTC");
    }

    private static BigInteger units(long units) {
        return BigInteger.valueOf(units);
    }
}
