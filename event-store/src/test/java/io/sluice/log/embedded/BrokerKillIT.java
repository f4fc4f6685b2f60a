package io.sluice.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.log.RawRecord;
import io.sluice.log.RecordLog;
import io.sluice.log.kafka.KafkaLogAccess;
import io.sluice.log.kafka.KafkaLogSettings;
import io.sluice.log.kafka.Logs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class BrokerKillIT {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerKillIT.class);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int RECORDS_A_LIFE = 3_000;

    @TempDir Path folder;

    @Test
    void everythingReadBackSurvivesKillsUnderLoad() throws Exception {
        for (int kill = 1; kill <= 2; kill++) {
            killAfter(kill * RECORDS_A_LIFE);
        }
        int confirmed = Math.toIntExact(confirmed());

        long before = System.nanoTime();
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), SOON, _ -> {})) {
            LOG.info("restart took {} ms", (System.nanoTime() - before) / 1_000_000);
            try (KafkaLogAccess access =
                    KafkaLogAccess.open(KafkaLogSettings.of(broker.bootstrapServers()))) {
                RecordLog log = access.partition(0);
                assertThat(log.endOffset(SOON)).isGreaterThanOrEqualTo(confirmed);
                Logs.assertSame(Logs.read(log, 0, confirmed), numbered(confirmed));
                Logs.append(log, List.of(Logs.numbered(0)));
            }
        }
    }

    private void killAfter(int records) throws Exception {
        Process writer =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx512m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                WritesUntilKilled.class.getName(),
                                folder.resolve("kafka").toString(),
                                folder.resolve("confirmed").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output").toFile())
                        .start();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> confirmed() >= records || !writer.isAlive());
            assertThat(writer.isAlive())
                    .as(() -> "the writer ended by itself: " + output())
                    .isTrue();
        } finally {
            writer.destroyForcibly();
        }
        assertThat(writer.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    private long confirmed() throws IOException {
        Path file = folder.resolve("confirmed");
        return Files.exists(file) && Files.size(file) == Long.BYTES
                ? ByteBuffer.wrap(Files.readAllBytes(file)).getLong()
                : 0;
    }

    private String output() {
        try {
            return Files.readString(folder.resolve("output"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static List<RawRecord> numbered(int count) {
        return IntStream.range(0, count).mapToObj(Logs::numbered).toList();
    }
}
