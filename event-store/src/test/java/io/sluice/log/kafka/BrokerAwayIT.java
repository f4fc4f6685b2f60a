package io.sluice.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.log.LogUnavailableException;
import io.sluice.log.RecordLog;
import io.sluice.log.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerAwayIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(1);

    @TempDir Path folder;

    @Test
    void whileTheBrokerIsAwayAppendsFailTailsWaitAndCallsKeepTheirDeadlines() {
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), SOON, _ -> {});
        KafkaLogSettings settings =
                KafkaLogSettings.of(broker.bootstrapServers())
                        .withTimeouts(SHORT, Duration.ofSeconds(2), SOON);
        LedgerTopic.createOrCheck(settings, LedgerTopicSettings.embedded(1), SOON);
        List<Object> seen = new CopyOnWriteArrayList<>();
        List<Throwable> tailFailures = new CopyOnWriteArrayList<>();
        List<Throwable> appendFailures = new CopyOnWriteArrayList<>();
        try (KafkaLogAccess access = KafkaLogAccess.open(settings)) {
            RecordLog log = access.partition(0);
            RecordLog.Appender appender = log.newAppender();
            appender.append(Logs.numbered(0), appendFailures::add);
            log.tail(0, seen::addAll, tailFailures::add);
            await().atMost(SOON).until(() -> seen.size() == 1);

            broker.close();
            appender.append(Logs.numbered(1), appendFailures::add);

            await().atMost(SOON).until(() -> appendFailures.size() == 1);
            assertThatThrownBy(() -> log.endOffset(SHORT))
                    .isInstanceOf(LogUnavailableException.class);
            RecordLog.Appender strange = log.newAppender();
            assertThatThrownBy(() -> strange.append(Logs.numbered(2), appendFailures::add))
                    .isInstanceOf(LogUnavailableException.class);
            assertThat(tailFailures).isEmpty();
            assertThat(seen).hasSize(1);
        }
        assertThatThrownBy(
                        () ->
                                LedgerTopic.createOrCheck(
                                        settings, LedgerTopicSettings.embedded(1), SHORT))
                .isInstanceOf(LogUnavailableException.class);
        assertThatThrownBy(() -> KafkaLogAccess.open(settings.withTimeouts(SHORT, SHORT, SHORT)))
                .isInstanceOf(LogUnavailableException.class);
    }
}
