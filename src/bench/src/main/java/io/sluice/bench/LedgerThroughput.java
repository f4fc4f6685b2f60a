package io.sluice.bench;

import io.sluice.command.bus.CommandOutcome;
import io.sluice.ledger.command.LedgerCommand.CreditDeposit;
import io.sluice.ledger.command.LedgerCommand.OpenAccount;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.log.embedded.EmbeddedBroker;
import io.sluice.log.kafka.KafkaLogSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Withdrawals a second on a ledger with a past, beside an empty one: both in this process, each on
 * a broker of its own, in windows that take turns. Payouts are off. What was requested is cancelled
 * between the windows, so that both have as little open as a ledger that pays out.
 */
public final class LedgerThroughput {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration RAMP = Duration.ofMillis(500);

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
            SluiceLedger made = empty.ledger;
            AtOnce.each(accounts, account -> made.accepted(new OpenAccount(account), "open"));
            AtOnce.each(accounts, account -> made.accepted(funds(account), "funds"));
            for (Duration spent = Duration.ZERO;
                    spent.compareTo(settings.warmUp()) < 0;
                    spent = spent.plus(settings.window())) {
                round(large, empty);
            }
            List<Measured> ofLarge = new ArrayList<>();
            List<Measured> ofEmpty = new ArrayList<>();
            for (int round = 0; round < settings.rounds(); round++) {
                Round measured = round(large, empty);
                ofLarge.add(measured.large());
                ofEmpty.add(measured.empty());
            }
            return new Compared(
                    Measured.median(ofLarge).perSecond(), Measured.median(ofEmpty).perSecond());
        }
    }

    private record Round(Measured large, Measured empty) {}

    /** A window for each; then what was requested in it is cancelled. */
    private Round round(Side large, Side empty) {
        Round measured = new Round(measure(large), measure(empty));
        int cancelled = large.open.cancel(large.ledger) + empty.open.cancel(empty.ledger);
        progress.accept(
                "withdrawals a second: large %.0f, empty %.0f; %d cancelled"
                        .formatted(
                                measured.large().perSecond(),
                                measured.empty().perSecond(),
                                cancelled));
        return measured;
    }

    private Measured measure(Side side) {
        return Load.run(side, settings.inFlight(), RAMP, settings.window());
    }

    private static CreditDeposit funds(AccountId account) {
        return new CreditDeposit(
                account, new Asset(Terms.ASSET), Amount.of(Terms.FUNDS), "first deposit");
    }

    /** One of the two ledgers. */
    private final class Side implements Contender, AutoCloseable {

        private final String name;
        private final EmbeddedBroker broker;
        private final SluiceLedger ledger;
        private final SplittableRandom random = new SplittableRandom(System.nanoTime());
        private final OpenRequests open = new OpenRequests();

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
            UUID key = Keys.next(random);
            var _ =
                    ledger.send(SluiceFamily.request(account), key.toString())
                            .whenComplete(
                                    (outcome, failure) ->
                                            answer(account, key, outcome, failure, answer));
        }

        private void answer(
                AccountId account,
                UUID key,
                @Nullable CommandOutcome outcome,
                @Nullable Throwable failure,
                Answer answer) {
            if (outcome instanceof CommandOutcome.Accepted) {
                open.add(account, key);
                answer.accepted();
            } else {
                answer.failed(
                        failure == null
                                ? new IllegalStateException("answered " + outcome)
                                : failure);
            }
        }

        @Override
        public void close() {
            ledger.close();
            broker.close();
        }
    }
}
