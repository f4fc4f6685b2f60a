package io.sluice.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** What is folded so far of the whole ledger: one state a partition, and what they share. */
final class Ledger {

    /** Everything that the events of one partition have made. */
    record State(Books books, Withdrawals withdrawals, Pauses pauses, Expiries expiries) {}

    private final Report report;
    private final int partitions;
    private final Names names;
    private final Resumptions resumptions;
    private final List<State> states = new ArrayList<>();
    private Optional<Opening> opening = Optional.empty();

    Ledger(int partitions, Report report) {
        this.partitions = partitions;
        this.report = report;
        names = new Names(report);
        resumptions = new Resumptions(report);
        for (int partition = 0; partition < partitions; partition++) {
            states.add(
                    new State(
                            new Books(report),
                            new Withdrawals(report),
                            new Pauses(resumptions, report),
                            new Expiries(report)));
        }
    }

    int partitions() {
        return partitions;
    }

    State state(int partition) {
        return states.get(partition);
    }

    Resumptions resumptions() {
        return resumptions;
    }

    String ledgerId() {
        return opening.map(Opening::ledgerId).orElse("unknown");
    }

    /** All partitions tell the same ledger and the same number of partitions, which exist. */
    void opened(int partition, Opening here) {
        Opening first = opening.orElse(here);
        opening = Optional.of(first);
        if (!first.equals(here)) {
            report.finding(
                    Place.at(partition, 0),
                    "belongs to another ledger: " + here + ", not " + first);
        }
        if (here.partitions() != partitions) {
            report.finding(
                    Place.at(partition, 0),
                    "the ledger was opened with "
                            + here.partitions()
                            + " partitions, but there are "
                            + partitions);
        }
    }

    /** One event, in the order of its partition. */
    void apply(int partition, Fact fact) {
        if (fact.type().family() != EventType.Family.CIRCUIT) {
            String account = fact.text("accountId");
            int home = Hashes.partitionOf(account, opening.map(Opening::partitions).orElse(1));
            if (home != partition) {
                report.finding(fact.place(), "the account lives in partition " + home);
            }
        }
        names.check(fact);
        State state = states.get(partition);
        state.pauses().apply(fact);
        state.books().apply(fact);
        state.withdrawals().apply(fact);
        state.expiries().apply(fact);
    }

    Optional<Withdrawal> withdrawal(UUID id) {
        return states.stream()
                .map(state -> state.withdrawals().all().get(id))
                .filter(found -> found != null)
                .findFirst();
    }

    /** Totals and counts by status, once everything is folded. */
    void figures() {
        Map<Withdrawal.Status, Long> byStatus = new TreeMap<>();
        Map<String, AssetTotals> totals = new TreeMap<>();
        for (State state : states) {
            report.add(Figure.ACCOUNTS, state.books().accounts().size());
            report.add(Figure.POSTINGS, state.books().postings());
            state.withdrawals()
                    .all()
                    .values()
                    .forEach(w -> byStatus.merge(w.status(), 1L, Long::sum));
            state.books()
                    .totals()
                    .forEach(
                            (asset, sums) ->
                                    totals.computeIfAbsent(asset, none -> new AssetTotals())
                                            .add(sums));
        }
        long all = byStatus.values().stream().mapToLong(Long::longValue).sum();
        report.line("withdrawals", Long.toString(all));
        byStatus.forEach((status, count) -> report.line("withdrawals " + status, count.toString()));
        totals.forEach((asset, sums) -> report.line("total " + asset, sums.toString()));
    }
}
