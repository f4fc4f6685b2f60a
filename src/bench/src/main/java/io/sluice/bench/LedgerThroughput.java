package io.sluice.bench;

import io.sluice.command.bus.CommandOutcome;
import io.sluice.ledger.command.LedgerCommand.AccountCommand;
import io.sluice.ledger.command.LedgerCommand.CancelWithdrawal;
import io.sluice.ledger.command.LedgerCommand.CreditDeposit;
import io.sluice.ledger.command.LedgerCommand.OpenAccount;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.log.embedded.EmbeddedBroker;
import io.sluice.log.kafka.KafkaLogSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Withdrawals a second on a ledger with a past, beside an empty one: both in this process, each on
 * a broker of its own, in windows that take turns. Payouts are off. What was requested on the
 * ledger with a past is cancelled afterwards, so that nothing is left open there.
 */
public final class LedgerThroughput {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration RAMP = Duration.ofMillis(500);
    private static final int AT_ONCE = 2_048;
    private static final int ANSWER_SECONDS = 60;

    private final Settings settings;
    private final List<AccountId> accounts;
    private final Consumer<String> progress;

    /**
     * @param warmUp for each, before anything counts
     * @param rounds the median of so many windows counts
     */
    public record Settings(
            int partitions, int inFlight, Duration warmUp, Duration window, int rounds) {}

    /** Medians, withdrawals a second. */
    public record Compared(double large, double empty) {
        public double ratio() {
            return large / empty;
        }
    }

    private LedgerThroughput(
            Settings settings, List<AccountId> accounts, Consumer<String> progress) {
        this.settings = settings;
        this.accounts = accounts;
        this.progress = progress;
    }

    /**
     * @param large the data folder of the ledger with a past, stopped; it grows
     * @param empty a folder that is not there yet
     * @param accounts are open and funded in the large one
     */
    public static Compared run(
            Path large,
            Path empty,
            List<AccountId> accounts,
            Settings settings,
            Consumer<String> progress) {
        return new LedgerThroughput(settings, accounts, progress).run(large, empty);
    }

    private Compared run(Path largeFolder, Path emptyFolder) {
        try (Side large = new Side("large", largeFolder);
                Side empty = new Side("empty", emptyFolder)) {
            empty.each(accounts, account -> empty.sent(new OpenAccount(account), "open"));
            empty.each(accounts, account -> empty.sent(funds(account), "funds"));
            for (Duration spent = Duration.ZERO;
                    spent.compareTo(settings.warmUp()) < 0;
                    spent = spent.plus(settings.window())) {
                measure(large);
                measure(empty);
            }
            List<Measured> ofLarge = new ArrayList<>();
            List<Measured> ofEmpty = new ArrayList<>();
            for (int round = 0; round < settings.rounds(); round++) {
                ofLarge.add(measure(large));
                ofEmpty.add(measure(empty));
            }
            Compared compared =
                    new Compared(
                            Measured.median(ofLarge).perSecond(),
                            Measured.median(ofEmpty).perSecond());
            progress.accept(
                    "measured; cancelling the %d requests on the ledger with a past"
                            .formatted(large.requested.size()));
            large.cancelAll();
            return compared;
        }
    }

    private Measured measure(Side side) {
        return Load.run(side, settings.inFlight(), RAMP, settings.window());
    }

    private static CreditDeposit funds(AccountId account) {
        return new CreditDeposit(
                account, new Asset(Terms.ASSET), Amount.of(Terms.FUNDS), "first deposit");
    }

    private record Requested(AccountId account, String key) {}

    /** One of the two ledgers. */
    private final class Side implements Contender, AutoCloseable {

        private final String name;
        private final EmbeddedBroker broker;
        private final SluiceLedger ledger;
        private final SplittableRandom random = new SplittableRandom(System.nanoTime());
        private final Queue<Requested> requested = new ConcurrentLinkedQueue<>();

        Side(String name, Path folder) {
            this.name = name;
            this.broker = EmbeddedBroker.start(folder.resolve("kafka"), START, _ -> {});
            this.ledger =
                    new SluiceLedger(
                            broker.bootstrapServers(),
                            KafkaLogSettings.LEDGER_TOPIC,
                            settings.partitions(),
                            folder,
                            false);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void issue(Answer answer) {
            AccountId account = accounts.get(random.nextInt(accounts.size()));
            String key = Keys.next(random).toString();
            var _ =
                    ledger.send(SluiceFamily.request(account), key)
                            .whenComplete(
                                    (outcome, failure) ->
                                            answer(account, key, outcome, failure, answer));
        }

        private void answer(
                AccountId account,
                String key,
                @Nullable CommandOutcome outcome,
                @Nullable Throwable failure,
                Answer answer) {
            if (outcome instanceof CommandOutcome.Accepted) {
                requested.add(new Requested(account, key));
                answer.accepted();
            } else {
                answer.failed(
                        failure == null
                                ? new IllegalStateException("answered " + outcome)
                                : failure);
            }
        }

        void cancelAll() {
            each(
                    requested,
                    one ->
                            sent(
                                    new CancelWithdrawal(
                                            one.account(),
                                            NamedIds.withdrawal(
                                                    NamedIds.commandKey(one.account(), one.key())),
                                            "the benchmark is over"),
                                    "cancel-" + one.key()));
        }

        CompletableFuture<?> sent(AccountCommand command, String key) {
            return ledger.send(command, key)
                    .thenAccept(
                            outcome -> {
                                if (!(outcome instanceof CommandOutcome.Accepted)) {
                                    throw new IllegalStateException("not accepted: " + outcome);
                                }
                            });
        }

        /** So many at once; returns when all are answered, or throws what the first failed with. */
        <T> void each(Collection<T> all, Function<T, CompletableFuture<?>> task) {
            Semaphore room = new Semaphore(AT_ONCE);
            AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
            for (T one : all) {
                take(room, 1);
                var _ =
                        task.apply(one)
                                .whenComplete(
                                        (_, failure) -> {
                                            if (failure != null) {
                                                failed.compareAndSet(null, failure);
                                            }
                                            room.release();
                                        });
            }
            take(room, AT_ONCE);
            Throwable first = failed.get();
            if (first != null) {
                throw new IllegalStateException(name, first);
            }
        }

        private void take(Semaphore room, int permits) {
            try {
                if (!room.tryAcquire(permits, ANSWER_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException(name + ": no answer in time");
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", interrupted);
            }
        }

        @Override
        public void close() {
            ledger.close();
            broker.close();
        }
    }
}
