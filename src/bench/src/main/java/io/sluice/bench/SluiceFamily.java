package io.sluice.bench;

import io.sluice.command.bus.CommandOutcome;
import io.sluice.ledger.command.LedgerCommand.CreditDeposit;
import io.sluice.ledger.command.LedgerCommand.OpenAccount;
import io.sluice.ledger.command.LedgerCommand.RequestWithdrawal;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.reads.StrongReads.AccountReading;
import io.sluice.ledger.withdrawal.Destination;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Withdrawals requested over Sluice's command bus, spread and on one account. */
final class SluiceFamily implements Family {

    private static final Asset ASSET = new Asset(Terms.ASSET);
    private static final Network NETWORK = new Network(Terms.NETWORK);
    private static final String TOPIC = "sluice.ledger-measured";
    private static final int SETUP_AT_ONCE = 1_000;
    private static final int SETUP_SECONDS = 60;

    private final String bootstrapServers;
    private final int partitions;
    private final Path folder;
    private final boolean payouts;
    private final List<AccountId> accounts = new ArrayList<>();
    private final AccountId hot = new AccountId(Terms.HOT_ACCOUNT);
    private final SplittableRandom random = new SplittableRandom(1);
    private final LongAdder accepted = new LongAdder();
    private final OpenRequests open = new OpenRequests();
    private @Nullable SluiceLedger ledger;

    SluiceFamily(
            String bootstrapServers, int partitions, int spread, Path folder, boolean payouts) {
        this.bootstrapServers = bootstrapServers;
        this.partitions = partitions;
        this.folder = folder;
        this.payouts = payouts;
        for (int number = 0; number < spread; number++) {
            accounts.add(new AccountId(Terms.account(number)));
        }
    }

    @Override
    public String name() {
        return "sluice";
    }

    @Override
    public List<Contender> contenders() {
        return List.of(
                new Withdrawing(
                        "sluice-spread", () -> accounts.get(random.nextInt(accounts.size()))),
                new Withdrawing("sluice-hot", () -> hot));
    }

    @Override
    public void beginRound() {
        if (ledger != null) {
            if (!payouts) {
                open.cancel(ledger);
                accepted.reset();
            }
            return;
        }
        ledger =
                new SluiceLedger(
                        bootstrapServers, TOPIC, partitions, folder.resolve("sluice"), payouts);
        eachAccount(account -> ledger().accepted(new OpenAccount(account), "open"));
        eachAccount(
                account ->
                        ledger().accepted(
                                        new CreditDeposit(
                                                account,
                                                ASSET,
                                                Amount.of(Terms.FUNDS),
                                                "first deposit"),
                                        "deposit"));
    }

    private interface PerAccount<T> {
        CompletableFuture<? extends T> begin(AccountId account);
    }

    /** So many at a time; returns when all are done. */
    private <T> List<T> eachAccount(PerAccount<T> task) {
        List<AccountId> all = new ArrayList<>(accounts);
        all.add(hot);
        List<T> results = new ArrayList<>();
        for (int from = 0; from < all.size(); from += SETUP_AT_ONCE) {
            List<CompletableFuture<? extends T>> begun = new ArrayList<>();
            for (AccountId account :
                    all.subList(from, Math.min(all.size(), from + SETUP_AT_ONCE))) {
                begun.add(task.begin(account));
            }
            for (CompletableFuture<? extends T> each : begun) {
                results.add(each.orTimeout(SETUP_SECONDS, TimeUnit.SECONDS).join());
            }
        }
        return results;
    }

    /**
     * What is available is what was deposited less every accepted withdrawal, no more and no less;
     * what is reserved is the latter, where nothing is paid out.
     */
    @Override
    public void check() {
        List<Optional<AccountReading>> readings = eachAccount(ledger()::read);
        BigInteger available = BigInteger.ZERO;
        BigInteger reserved = BigInteger.ZERO;
        for (Optional<AccountReading> reading : readings) {
            for (var balance : reading.orElseThrow().balances()) {
                available = available.add(balance.available().units());
                reserved = reserved.add(balance.reserved().units());
            }
        }
        BigInteger withdrawn =
                BigInteger.valueOf(accepted.sum()).multiply(BigInteger.valueOf(Terms.TOTAL));
        BigInteger deposited =
                BigInteger.valueOf(Terms.FUNDS).multiply(BigInteger.valueOf(readings.size()));
        InconsistentException.unlessEqual(
                "sluice: available in all accounts", deposited.subtract(withdrawn), available);
        if (!payouts) {
            InconsistentException.unlessEqual(
                    "sluice: reserved in all accounts", withdrawn, reserved);
        }
    }

    private SluiceLedger ledger() {
        return Objects.requireNonNull(ledger, "beginRound() comes first");
    }

    @Override
    public void close() {
        if (ledger != null) {
            ledger.close();
            ledger = null;
        }
    }

    static RequestWithdrawal request(AccountId account) {
        return new RequestWithdrawal(
                account,
                ASSET,
                NETWORK,
                Amount.of(Terms.AMOUNT),
                Amount.of(Terms.FEE),
                new Destination(Terms.ADDRESS, Optional.empty()));
    }

    private final class Withdrawing implements Contender {

        private final String name;
        private final Supplier<AccountId> account;

        Withdrawing(String name, Supplier<AccountId> account) {
            this.name = name;
            this.account = account;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void issue(Answer answer) {
            AccountId from = account.get();
            UUID key = Keys.next(random);
            var _ =
                    ledger().send(request(from), key.toString())
                            .whenComplete(
                                    (outcome, failure) ->
                                            answer(from, key, outcome, failure, answer));
        }

        private void answer(
                AccountId from,
                UUID key,
                @Nullable CommandOutcome outcome,
                @Nullable Throwable failure,
                Answer answer) {
            if (outcome instanceof CommandOutcome.Accepted) {
                accepted.increment();
                if (!payouts) {
                    open.add(from, key);
                }
                answer.accepted();
            } else {
                answer.failed(
                        failure == null
                                ? new IllegalStateException("answered " + outcome)
                                : failure);
            }
        }
    }
}
