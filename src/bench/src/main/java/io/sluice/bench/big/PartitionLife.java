package io.sluice.bench.big;

import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.money.Amount;
import io.sluice.log.chain.LedgerIdentity;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;

/**
 * What happens in one partition, in order: it is opened, accounts are opened and funded, and then
 * withdrawals run through their lives beside each other, as under load: while some are requested,
 * those of the batch before are submitted, and those before these are settled.
 */
final class PartitionLife {

    /** Withdrawals that one entry releases; the releaser's default. */
    private static final int BATCH = 100;

    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00.000001Z");
    private static final long NANOS_BETWEEN_ENTRIES = 211_000;

    private final Plan plan;
    private final int partition;
    private final PartitionChain chain;
    private final LifeEntries entries;
    private final SplittableRandom random;
    private final RailJournal rail;
    private final LongAdder settledCount;
    private final Map<Coin, BigInteger> hotAvailable = new EnumMap<>(Coin.class);

    private Instant now = BEGINNING;
    private long deposits;
    private long events;
    private long setUpBytes;
    private List<Withdrawal> requested = new ArrayList<>();
    private List<Withdrawal> released = List.of();
    private List<Withdrawal> submitted = List.of();

    /**
     * @param settled counts withdrawals at the end of their lives
     */
    PartitionLife(
            Plan plan,
            int partition,
            String writer,
            PartitionChain chain,
            RailJournal rail,
            LongAdder settled) {
        this.plan = plan;
        this.partition = partition;
        this.chain = chain;
        this.random = new SplittableRandom(plan.seed() * 1_000_003 + partition);
        this.entries = new LifeEntries(writer, random);
        this.rail = rail;
        this.settledCount = settled;
    }

    /** Returns once all of it is in the log. */
    void write(LedgerIdentity identity) {
        chain.barrier(entries.opening(identity, tick()));
        List<AccountId> accounts = plan.accountsOf(partition);
        accounts.forEach(this::open);
        boolean hot = plan.hasHotAccountIn(partition);
        if (hot) {
            open(Plan.HOT);
        }
        setUpBytes = chain.bytes();
        withdraw(
                accounts,
                plan.withdrawalsByPartition().get(partition),
                hot ? plan.hotWithdrawals() : 0);
        for (long more = plan.hotWithdrawals(); hot && more < plan.hotDeposits(); more++) {
            depositToHot();
        }
        chain.finish();
    }

    private void open(AccountId account) {
        chain.commit(account.value(), entries.opened(account, Ids.uuid(random), tick()));
        events++;
        for (Coin coin : Coin.values()) {
            deposit(account, coin, coin.covering(plan.mostWithdrawals()));
        }
    }

    private void deposit(AccountId account, Coin coin, Amount amount) {
        chain.commit(
                account.value(),
                entries.credited(
                        account,
                        coin,
                        amount,
                        "deposit-%d-%d".formatted(partition, deposits++),
                        Ids.uuid(random),
                        tick()));
        events++;
        moveHot(account, coin, amount.units());
    }

    private void depositToHot() {
        Coin coin = Coin.any(random);
        deposit(Plan.HOT, coin, coin.amount(random));
    }

    /** Those of the hot account stand evenly among the others. */
    private void withdraw(List<AccountId> accounts, long ordinary, long hot) {
        long all = ordinary + hot;
        for (long number = 0; number < all; number++) {
            boolean isHot = hot > 0 && (number + 1) * hot / all > number * hot / all;
            if (isHot) {
                depositToHot();
            }
            request(isHot ? Plan.HOT : accounts.get(random.nextInt(accounts.size())));
            if (requested.size() == BATCH) {
                turn();
            }
        }
        // The last ones: released, then submitted, then settled.
        turn();
        turn();
        turn();
    }

    private void request(AccountId account) {
        int place = requested.size();
        Withdrawal withdrawal = Withdrawal.any(account, random);
        chain.commit(account.value(), entries.requested(withdrawal, tick()));
        events++;
        requested.add(withdrawal);
        if (place < released.size()) {
            submit(released.get(place));
        }
        if (place < submitted.size()) {
            settle(submitted.get(place));
        }
    }

    private void turn() {
        int reached = requested.size();
        released.stream().skip(reached).forEach(this::submit);
        submitted.stream().skip(reached).forEach(this::settle);
        if (!requested.isEmpty()) {
            chain.commit(entries.released(requested, tick()));
            events += requested.size();
        }
        submitted = released;
        released = requested;
        requested = new ArrayList<>(BATCH);
    }

    private void submit(Withdrawal withdrawal) {
        chain.commit(withdrawal.account().value(), entries.submitted(withdrawal, tick()));
        events++;
    }

    private void settle(Withdrawal withdrawal) {
        rail.paid(withdrawal);
        chain.commit(withdrawal.account().value(), entries.settled(withdrawal, tick()));
        events++;
        moveHot(
                withdrawal.account(),
                withdrawal.coin(),
                withdrawal.amount().plus(withdrawal.fee()).units().negate());
        settledCount.increment();
    }

    private void moveHot(AccountId account, Coin coin, BigInteger units) {
        if (account.equals(Plan.HOT)) {
            hotAvailable.merge(coin, units, BigInteger::add);
        }
    }

    private Instant tick() {
        now = now.plusNanos(NANOS_BETWEEN_ENTRIES);
        return now;
    }

    long entryCount() {
        return chain.entries();
    }

    long eventCount() {
        return events;
    }

    /** Share of the partition that is withdrawals, not the opening and funding of accounts. */
    long withdrawalBytes() {
        return chain.bytes() - setUpBytes;
    }

    long bytes() {
        return chain.bytes();
    }

    /** In the end, in smallest units; empty where the hot account lives elsewhere. */
    Map<Coin, BigInteger> hotAvailable() {
        return hotAvailable;
    }
}
