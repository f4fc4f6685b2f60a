package io.sluice.log.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.log.AppendCheck;
import io.sluice.log.Confirmed;
import io.sluice.log.CountedEntry;
import io.sluice.log.EventTag;
import io.sluice.log.InMemoryGuard;
import io.sluice.log.PartitionWriter;
import io.sluice.log.PositionStanding;
import io.sluice.log.StoredEvent;
import io.sluice.log.TextPayloads;
import io.sluice.log.kafka.BrokerFixture;
import io.sluice.log.kafka.KafkaLogAccess;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two owners of one partition on a real broker: nobody asked whether that is allowed. */
@NullUnmarked
class TwoWritersIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int EACH = 400;

    @TempDir Path folder;

    private BrokerFixture broker;
    private KafkaLogAccess firstAccess;
    private KafkaLogAccess secondAccess;

    @BeforeEach
    void start() {
        broker = BrokerFixture.start(folder.resolve("kafka"));
        firstAccess = broker.topic("contested", 1);
        secondAccess = broker.topic("contested", 1);
    }

    @AfterEach
    void stop() {
        firstAccess.close();
        secondAccess.close();
        broker.close();
    }

    @Test
    void neitherForksAndEveryCallerIsToldTheTruth() {
        try (LedgerNode first = node(firstAccess);
                LedgerNode second = node(secondAccess)) {
            first.start();
            await().atMost(SOON).until(first::isReady);
            List<CompletableFuture<Confirmed>> answers = new ArrayList<>();
            append(first.writer(0), "first", answers);
            second.start(); // takes over while the first has appends in flight
            await().atMost(SOON).until(second::isReady);
            append(second.writer(0), "second", answers);
            append(first.writer(0), "again", answers);
            await().atMost(SOON).until(() -> answers.stream().allMatch(CompletableFuture::isDone));

            await().atMost(SOON).until(() -> texts(first).equals(texts(second)));
            List<String> chain = texts(first);
            assertThat(chain).doesNotHaveDuplicates();
            assertThat(first.entries(0, 0, Integer.MAX_VALUE))
                    .isEqualTo(second.entries(0, 0, Integer.MAX_VALUE));
            for (CompletableFuture<Confirmed> answer : answers) {
                Confirmed confirmed = answer.join();
                assertThat(first.standing(confirmed.position()))
                        .isEqualTo(PositionStanding.IN_CHAIN);
                assertThat(second.standing(confirmed.position()))
                        .isEqualTo(PositionStanding.IN_CHAIN);
            }
            assertThat(chain).hasSize(3 * EACH);
            assertThat(first.figures(0).gaps() + second.figures(0).gaps()).isPositive();
        }
    }

    private static LedgerNode node(KafkaLogAccess access) {
        return new LedgerNode(
                LedgerNodeSettings.ofOwner(),
                access,
                new InMemoryGuard(),
                new TextPayloads(),
                Clock.systemUTC());
    }

    /**
     * Decisions that rest on nothing: whatever happens to their entries, each must come to count
     * exactly once.
     */
    private static void append(
            PartitionWriter writer, String name, List<CompletableFuture<Confirmed>> answers) {
        for (int i = 0; i < EACH; i++) {
            StoredEvent event =
                    new StoredEvent(
                            UUID.randomUUID().toString(),
                            "moved",
                            "1",
                            Instant.EPOCH,
                            List.of(new EventTag("writer", name)),
                            Map.of(),
                            name + i);
            answers.add(writer.append(new byte[0], List.of(event), AppendCheck.NONE));
        }
    }

    private static List<String> texts(LedgerNode node) {
        return node.entries(0, 0, Integer.MAX_VALUE).stream()
                .map(CountedEntry::events)
                .flatMap(List::stream)
                .map(event -> event.payload().toString())
                .toList();
    }
}
