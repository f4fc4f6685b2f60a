package io.sluice.bench.big;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bench.SluiceLedger;
import io.sluice.command.bus.CommandOutcome;
import io.sluice.ledger.command.LedgerCommand.AccountCommand;
import io.sluice.ledger.command.LedgerCommand.CreditDeposit;
import io.sluice.ledger.command.LedgerCommand.OpenAccount;
import io.sluice.ledger.command.LedgerCommand.RequestWithdrawal;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.withdrawal.Destination;
import io.sluice.log.RecordLog;
import io.sluice.log.chain.ChainRecord;
import io.sluice.log.chain.EntryCodec;
import io.sluice.log.chain.EntryValue;
import io.sluice.log.embedded.EmbeddedBroker;
import io.sluice.log.kafka.KafkaLogAccess;
import io.sluice.log.kafka.KafkaLogSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is generated, beside what the product itself writes for the same life. */
class LifeEntriesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant ANY_TIME = Instant.parse("2026-11-22T16:59:00.123456Z");
    private static final String TOPIC = "sluice.ledger-beside";

    private static final AccountId ALICE = new AccountId("alice");
    private static final Amount FUNDS = Amount.of(1_000_000_000);
    private static final Withdrawal WITHDRAWAL =
            Withdrawal.of(
                    ALICE,
                    "key-3",
                    Coin.BITCOIN,
                    Amount.of(250_000),
                    new Destination("bc1qexample", Optional.empty()));

    @Test
    void writesTheEntriesThatTheProductWritesForTheSameLife(@TempDir Path folder) {
        try (EmbeddedBroker broker =
                EmbeddedBroker.start(folder.resolve("kafka"), PATIENCE, _ -> {})) {
            try (SluiceLedger ledger =
                    new SluiceLedger(broker.bootstrapServers(), TOPIC, 1, folder, true)) {
                accepted(ledger, new OpenAccount(ALICE), "key-1");
                accepted(
                        ledger,
                        new CreditDeposit(ALICE, Coin.BITCOIN.asset(), FUNDS, "tx-1"),
                        "key-2");
                accepted(ledger, request(), WITHDRAWAL.key());

                List<String> generated = generated();
                List<String> product = new CopyOnWriteArrayList<>();
                try (KafkaLogAccess access =
                        KafkaLogAccess.open(
                                KafkaLogSettings.of(broker.bootstrapServers()).withTopic(TOPIC))) {
                    follow(access.partition(0), product);
                    Awaitility.await()
                            .atMost(PATIENCE)
                            .until(() -> product.size() >= generated.size());
                }
                assertThat(product).containsExactlyElementsOf(generated);
            }
        }
    }

    private static RequestWithdrawal request() {
        return new RequestWithdrawal(
                ALICE,
                WITHDRAWAL.coin().asset(),
                WITHDRAWAL.coin().network(),
                WITHDRAWAL.amount(),
                WITHDRAWAL.fee(),
                WITHDRAWAL.destination());
    }

    private static void accepted(SluiceLedger ledger, AccountCommand command, String key) {
        CommandOutcome outcome =
                ledger.send(command, key).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        assertThat(outcome).isInstanceOf(CommandOutcome.Accepted.class);
    }

    private static List<String> generated() {
        LifeEntries entries = new LifeEntries("writer", new SplittableRandom(1));
        String alice = ALICE.value();
        return List.of(
                text(alice, entries.opened(ALICE, "key-1", ANY_TIME)),
                text(
                        alice,
                        entries.credited(ALICE, Coin.BITCOIN, FUNDS, "tx-1", "key-2", ANY_TIME)),
                text(alice, entries.requested(WITHDRAWAL, ANY_TIME)),
                text("", entries.released(List.of(WITHDRAWAL), ANY_TIME)),
                text(alice, entries.submitted(WITHDRAWAL, ANY_TIME)),
                text(alice, entries.settled(WITHDRAWAL, ANY_TIME)));
    }

    private static void follow(RecordLog log, List<String> into) {
        var _ =
                log.tail(
                        0,
                        records ->
                                records.stream()
                                        .flatMap(record -> ChainRecord.parse(record).stream())
                                        .flatMap(LifeEntriesTest::withEvents)
                                        .forEach(into::add),
                        failure -> into.add(failure.toString()));
    }

    /** Neither barriers nor the no-ops that a reader may cause. */
    private static java.util.stream.Stream<String> withEvents(ChainRecord record) {
        EntryValue value = new EntryCodec(new Payloads()).decode(record.value());
        return value.events().isEmpty()
                ? java.util.stream.Stream.of()
                : java.util.stream.Stream.of(masked(record.key(), record.value()));
    }

    private static String text(String key, EntryValue value) {
        return masked(
                key.getBytes(StandardCharsets.UTF_8), new EntryCodec(new Payloads()).encode(value));
    }

    /** Key and value byte for byte, but for what differs from run to run. */
    private static String masked(byte[] key, byte[] value) {
        return new String(key, StandardCharsets.UTF_8)
                + " "
                + new String(value, StandardCharsets.UTF_8)
                        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "<time>")
                        .replaceAll("\"writer\":\"[^\"]+\"", "<writer>")
                        .replaceAll("\"id\":\"[^\"]+\"", "<id>")
                        .replace("\"actor\":\"bench\"", "\"actor\":\"operator\"");
    }
}
