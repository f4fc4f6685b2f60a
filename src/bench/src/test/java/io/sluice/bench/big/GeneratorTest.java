package io.sluice.bench.big;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.event.LedgerEvent.AccountEvent;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSettled;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.wire.EventTags;
import io.sluice.log.EventTag;
import io.sluice.log.EventView;
import io.sluice.log.LogPosition;
import io.sluice.log.embedded.EmbeddedBroker;
import io.sluice.log.guard.FileGuardStore;
import io.sluice.log.kafka.KafkaLogAccess;
import io.sluice.log.kafka.KafkaLogSettings;
import io.sluice.log.writer.LedgerNode;
import io.sluice.log.writer.LedgerNodeSettings;
import io.sluice.verify.Verifier;
import io.sluice.verify.VerifyOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small one of what the generator writes, read by those who know nothing of the generator. */
class GeneratorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** More than three batches of releases in each partition, and a last one that is not full. */
    private static final Plan SMALL = new Plan(7, 700, 20, 108, 2, true);

    @TempDir Path folder;

    @Test
    void theIndependentVerifierFindsNothingWrong() {
        Generated made = Generator.run(SMALL, folder, _ -> {}).generated();

        StringBuilder report = new StringBuilder();
        int status =
                Verifier.run(
                        new VerifyOptions(
                                folder, Optional.empty(), Optional.empty(), true, PATIENCE),
                        report);

        assertThat(status).as(report.toString()).isEqualTo(Verifier.OK);
        assertThat(figure(report, "entries")).isEqualTo(made.entries());
        assertThat(figure(report, "events")).isEqualTo(made.events());
        assertThat(figure(report, "void")).isZero();
        assertThat(figure(report, "rail paid")).isEqualTo(made.withdrawals());
        assertThat(figure(report, "accounts")).isEqualTo(SMALL.accounts() + 1);
    }

    private static long figure(CharSequence report, String name) {
        return report.toString()
                .lines()
                .map(String::strip)
                .filter(line -> line.matches(name + "\\W+\\d+"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + report));
    }

    @Test
    void theProductsReaderFoldsItToTheBalancesThatWereNoted() {
        Generator.run(SMALL, folder, _ -> {});

        Generated noted = Generated.read(folder);
        try (Reader reader = new Reader(folder)) {
            LedgerNode node = reader.node;
            EventView hot = node.confirmedEvents(node.partitionOf(Plan.HOT.value()));
            assertThat(noted.hotEvents()).isEqualTo(SMALL.hotEvents());
            assertThat(sequences(hot, Plan.HOT)).hasSize((int) SMALL.hotEvents());
            for (Coin coin : Coin.values()) {
                assertThat(fold(hot, Plan.HOT).balances().of(coin.asset()))
                        .satisfies(
                                balance -> {
                                    assertThat(balance.available())
                                            .isEqualTo(noted.hotAvailable(coin));
                                    assertThat(balance.reserved().isZero()).isTrue();
                                    assertThat(balance.inTransit().isZero()).isTrue();
                                });
            }
            assertThat(settled(node)).isEqualTo(noted.withdrawals());
            assertThat(noted.withdrawals()).isEqualTo(SMALL.withdrawals() + SMALL.hotWithdrawals());
            IntStream.range(0, SMALL.partitions())
                    .forEach(p -> assertThat(node.figures(p).voids()).isZero());
        }
    }

    private static long[] sequences(EventView events, AccountId account) {
        return events.sequencesOf(new EventTag(EventTags.ACCOUNT, account.value()), 0);
    }

    private static AccountState.Existing fold(EventView events, AccountId account) {
        AccountState state = AccountState.initial();
        for (long sequence : sequences(events, account)) {
            state = state.evolve((AccountEvent) events.event(sequence).payload());
        }
        return (AccountState.Existing) state;
    }

    private static long settled(LedgerNode node) {
        return IntStream.range(0, node.partitions())
                .mapToLong(
                        partition -> {
                            EventView events = node.confirmedEvents(partition);
                            long count = 0;
                            for (long sequence = 0; sequence < events.nextSequence(); sequence++) {
                                count +=
                                        events.event(sequence).payload()
                                                        instanceof WithdrawalSettled
                                                ? 1
                                                : 0;
                            }
                            return count;
                        })
                .sum();
    }

    @Test
    void theSameSeedGivesTheSameLedgerAndAnotherSeedAnother(
            @TempDir Path again, @TempDir Path other) {
        Generator.run(SMALL, folder, _ -> {});
        Generator.run(SMALL, again, _ -> {});
        Generator.run(new Plan(8, 700, 20, 108, 2, false), other, _ -> {});

        assertThat(ends(again)).isEqualTo(ends(folder));
        assertThat(ends(other)).doesNotContainAnyElementsOf(ends(folder));
    }

    /** Each holds a hash of everything before it. */
    private static List<LogPosition> ends(Path folder) {
        try (Reader reader = new Reader(folder)) {
            List<LogPosition> ends = new ArrayList<>();
            for (int partition = 0; partition < reader.node.partitions(); partition++) {
                ends.add(reader.node.end(partition).orElseThrow());
            }
            return ends;
        }
    }

    /** The product's reader on the product's broker. */
    private static final class Reader implements AutoCloseable {

        private final EmbeddedBroker broker;
        private final KafkaLogAccess access;
        private final LedgerNode node;

        Reader(Path folder) {
            broker = EmbeddedBroker.start(folder.resolve("kafka"), PATIENCE, _ -> {});
            access = KafkaLogAccess.open(KafkaLogSettings.of(broker.bootstrapServers()));
            node =
                    new LedgerNode(
                            LedgerNodeSettings.ofReader(),
                            access,
                            new FileGuardStore(folder.resolve("guard")),
                            new Payloads(),
                            Clock.systemUTC());
            node.start();
            Awaitility.await().atMost(PATIENCE).until(node::isReady);
        }

        @Override
        public void close() {
            node.close();
            access.close();
            broker.close();
        }
    }
}
