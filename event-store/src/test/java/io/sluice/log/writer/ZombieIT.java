package io.sluice.log.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.log.AppendCheck;
import io.sluice.log.EventTag;
import io.sluice.log.InMemoryGuard;
import io.sluice.log.StoredEvent;
import io.sluice.log.TextPayloads;
import io.sluice.log.kafka.BrokerFixture;
import io.sluice.log.kafka.KafkaLogAccess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A writer's process is stopped, another takes its partition over, and then it wakes up and is
 * asked.
 */
@NullUnmarked
class ZombieIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int ROUNDS = 5;

    @TempDir Path folder;

    @Test
    void aWriterStoppedThroughATakeoverNeverAnswersFromAStaleState() throws Exception {
        try (BrokerFixture broker = BrokerFixture.start(folder.resolve("kafka"))) {
            broker.topic("contested", 1).close();
            Process zombie =
                    new ProcessBuilder(
                                    ProcessHandle.current().info().command().orElseThrow(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    SlowReader.class.getName(),
                                    broker.bootstrapServers(),
                                    "contested")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (Writer ask = zombie.outputWriter(StandardCharsets.UTF_8);
                    BufferedReader answers = zombie.inputReader(StandardCharsets.UTF_8)) {
                CompletableFuture<Long> first = ask(ask, answers);
                assertThat(first.get(60, TimeUnit.SECONDS)).isZero();
                for (int round = 1; round <= ROUNDS; round++) {
                    signal(zombie, "STOP");
                    takeOverAndAppend(broker);
                    CompletableFuture<Long> stale = ask(ask, answers);
                    signal(zombie, "CONT");
                    assertThat(stale.get(60, TimeUnit.SECONDS))
                            .as("round %d", round)
                            .isEqualTo(3L * round);
                }
            } finally {
                zombie.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        }
    }

    private static void takeOverAndAppend(BrokerFixture broker) throws Exception {
        try (KafkaLogAccess access = broker.topic("contested", 1);
                LedgerNode node =
                        new LedgerNode(
                                LedgerNodeSettings.ofOwner(),
                                access,
                                new InMemoryGuard(),
                                new TextPayloads(),
                                Clock.systemUTC())) {
            node.start();
            await().atMost(SOON).until(node::isReady);
            for (int i = 0; i < 3; i++) {
                StoredEvent event =
                        new StoredEvent(
                                UUID.randomUUID().toString(),
                                "moved",
                                "1",
                                Instant.EPOCH,
                                List.of(new EventTag("t", "1")),
                                Map.of(),
                                "moved");
                node.writer(0)
                        .append(new byte[0], List.of(event), AppendCheck.NONE)
                        .get(20, TimeUnit.SECONDS);
            }
        }
    }

    private static CompletableFuture<Long> ask(Writer ask, BufferedReader answers)
            throws IOException {
        ask.write("read\n");
        ask.flush();
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        for (String line = answers.readLine();
                                line != null;
                                line = answers.readLine()) {
                            if (line.startsWith("seen ")) {
                                return Long.valueOf(line.substring("seen ".length()));
                            }
                        }
                        throw new IllegalStateException("the writer's process ended");
                    } catch (IOException failure) {
                        throw new java.io.UncheckedIOException(failure);
                    }
                });
    }

    private static void signal(Process process, String signal) throws Exception {
        Process kill =
                new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }
}
