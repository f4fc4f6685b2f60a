package io.sluice.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.log.RawRecord;
import io.sluice.log.kafka.KafkaLogAccess;
import io.sluice.log.kafka.KafkaLogSettings;
import io.sluice.log.kafka.LedgerTopic;
import io.sluice.log.kafka.LedgerTopicSettings;
import io.sluice.log.kafka.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Exit;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class EmbeddedBrokerIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final BlockingQueue<String> fatal = new LinkedBlockingQueue<>();
    @TempDir Path folder;

    @Test
    void keepsItsRecordsAndItsTopicOverRestartsOnOtherPortsAndOnItsOwn() {
        Path data = folder.resolve("kafka");
        String topicId;
        String address;
        try (EmbeddedBroker broker = start(data)) {
            address = broker.bootstrapServers();
            KafkaLogSettings settings = KafkaLogSettings.of(broker.bootstrapServers());
            LedgerTopic.createOrCheck(settings, LedgerTopicSettings.embedded(2), SOON);
            try (KafkaLogAccess access = KafkaLogAccess.open(settings)) {
                topicId = access.partition(1).topicId();
                Logs.append(access.partition(1), numbered(0, 100));
                Logs.read(access.partition(1), 0, 100);
            }
        }
        for (int restart = 0; restart < 2; restart++) {
            try (EmbeddedBroker broker = restart == 0 ? start(data) : startAt(address, data)) {
                KafkaLogSettings settings =
                        KafkaLogSettings.of(restart == 0 ? broker.bootstrapServers() : address);
                LedgerTopic.createOrCheck(settings, LedgerTopicSettings.embedded(2), SOON);
                try (KafkaLogAccess access = KafkaLogAccess.open(settings)) {
                    assertThat(access.partition(1).topicId()).isEqualTo(topicId);
                    assertThat(access.partition(1).endOffset(SOON)).isEqualTo(100 + restart);
                    Logs.append(access.partition(1), numbered(100 + restart, 1));
                    Logs.assertSame(
                            Logs.read(access.partition(1), 0, 101 + restart),
                            numbered(0, 101 + restart));
                }
            }
        }
        assertThat(fatal).isEmpty();
    }

    @Test
    void stopsWithinFiveSecondsWithClientsAtWork() {
        EmbeddedBroker broker = start(folder.resolve("kafka"));
        KafkaLogSettings settings = KafkaLogSettings.of(broker.bootstrapServers());
        LedgerTopic.createOrCheck(settings, LedgerTopicSettings.embedded(1), SOON);
        try (KafkaLogAccess access = KafkaLogAccess.open(settings)) {
            Logs.append(access.partition(0), numbered(0, 1_000));
            Logs.read(access.partition(0), 0, 1_000);

            long before = System.nanoTime();
            broker.close();

            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isLessThan(Duration.ofSeconds(5));
        }
        broker.close();
        assertThat(fatal).isEmpty();
    }

    @Test
    void listensOnLoopbackOnly() {
        try (EmbeddedBroker broker = start(folder.resolve("kafka"))) {
            assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");
            assertThat(BrokerProperties.of(folder, 1, 2).getProperty("listeners"))
                    .isEqualTo("PLAINTEXT://127.0.0.1:1,CONTROLLER://127.0.0.1:2");
        }
    }

    @Test
    void refusesToFormatAFolderThatHoldsSomethingElse() throws IOException {
        Path data = Files.createDirectories(folder.resolve("kafka/sluice.ledger-0"));

        assertThatThrownBy(() -> start(folder.resolve("kafka")))
                .isInstanceOf(EmbeddedBrokerException.class)
                .hasMessageContaining("will not be formatted")
                .hasMessageContaining("sluice.ledger-0");
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void aCrashWhileFormattingIsMendedByTheNextStart() throws IOException {
        Files.createDirectories(folder.resolve("kafka"));
        Files.createDirectories(folder.resolve("kafka.formatting"));
        Files.writeString(folder.resolve("kafka.formatting/bootstrap.checkpoint"), "half");

        try (EmbeddedBroker broker = start(folder.resolve("kafka"))) {
            assertThat(broker.folder().resolve("meta.properties")).exists();
        }
        assertThat(folder.resolve("kafka.formatting")).doesNotExist();
    }

    @Test
    void aFolderInUseIsRefusedAndTheFirstBrokerIsNotDisturbed() {
        try (EmbeddedBroker broker = start(folder.resolve("kafka"))) {
            assertThatThrownBy(() -> start(folder.resolve("kafka")))
                    .isInstanceOf(EmbeddedBrokerException.class)
                    .hasMessageContaining("in use by another broker");

            KafkaLogSettings settings = KafkaLogSettings.of(broker.bootstrapServers());
            LedgerTopic.createOrCheck(settings, LedgerTopicSettings.embedded(1), SOON);
        }
        assertThat(fatal).isEmpty();
    }

    @Test
    void aWishToEndTheProcessReachesTheBrokersOwnerInstead() throws InterruptedException {
        try (EmbeddedBroker broker = start(folder.resolve("kafka"))) {
            Thread stranger = new Thread(() -> Exit.halt(7, "disk on fire"));
            stranger.start();

            assertThat(fatal.poll(10, TimeUnit.SECONDS))
                    .contains("status 7")
                    .contains("disk on fire");
            assertThat(broker.bootstrapServers()).isNotEmpty();
        }
    }

    @Test
    void kafkasThreadsCanBeToldToBeThisBrokers() {
        try (EmbeddedBroker _ = start(folder.resolve("kafka"))) {
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().matches(".*(raft-io|request-handler).*"))
                    .hasSizeGreaterThan(1)
                    .extracting(thread -> thread.getThreadGroup().getName())
                    .allMatch(group -> group.startsWith("sluice-broker-"));
        }
    }

    @Test
    void logsThroughOneBindingAndNeedsNoLog4jCore() {
        assertThat(LoggerFactory.getILoggerFactory().getClass().getName())
                .startsWith("ch.qos.logback");
        assertThat(LogManager.getContext(false).getClass().getName())
                .startsWith("org.apache.logging.slf4j");
    }

    private EmbeddedBroker startAt(String address, Path data) {
        int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        return EmbeddedBroker.startAt(port, data, SOON, fatal::add);
    }

    private EmbeddedBroker start(Path data) {
        return EmbeddedBroker.start(data, SOON, fatal::add);
    }

    private static List<RawRecord> numbered(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(Logs::numbered).toList();
    }
}
