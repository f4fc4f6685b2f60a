package io.sluice.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.log.LogUnavailableException;
import io.sluice.log.RawRecord;
import io.sluice.log.RecordLog;
import io.sluice.log.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class KafkaRecordLogIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir static Path folder;
    private static EmbeddedBroker broker;

    private KafkaLogAccess access;
    private RecordLog log;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(folder.resolve("kafka"), SOON, _ -> {});
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void openTopic(TestInfo test) {
        KafkaLogSettings settings =
                KafkaLogSettings.of(broker.bootstrapServers())
                        .withTopic(test.getTestMethod().orElseThrow().getName());
        LedgerTopic.createOrCheck(settings, LedgerTopicSettings.embedded(3), SOON);
        access = KafkaLogAccess.open(settings);
        log = access.partition(2);
    }

    @AfterEach
    void closeTopic() {
        access.close();
    }

    @Test
    void knowsItsPartitionsAndItsIdentity() {
        assertThat(access.partitions()).isEqualTo(3);
        assertThat(log.partition()).isEqualTo(2);
        assertThat(log.topicId()).matches("[A-Za-z0-9_-]{22}");
        assertThat(log.endOffset(SOON)).isZero();
        assertThatThrownBy(() -> access.partition(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void givesBackExactlyWhatWasAppendedWellFormedOrNot() {
        List<RawRecord> records =
                List.of(
                        Logs.numbered(0),
                        new RawRecord(1, null, new byte[] {1}, List.of()),
                        new RawRecord(2, new byte[0], null, List.of()),
                        new RawRecord(3, null, null, List.of(new RawRecord.Header("kind", null))),
                        new RawRecord(
                                4,
                                new byte[0],
                                new byte[0],
                                List.of(
                                        new RawRecord.Header("kind", new byte[] {1}),
                                        new RawRecord.Header("kind", new byte[] {2}),
                                        new RawRecord.Header("prev", new byte[0]),
                                        new RawRecord.Header("", new byte[] {9}))),
                        new RawRecord(5, new byte[] {-1}, new byte[1 << 20], List.of()));

        Logs.append(log, records);

        Logs.assertSame(Logs.read(log, 0, records.size()), records);
        Logs.assertSame(Logs.read(log, 4, 2), records.subList(4, 6));
        assertThat(log.endOffset(SOON)).isEqualTo(6);
        assertThat(access.partition(0).endOffset(SOON)).isZero();
    }

    @Test
    void aTailSeesEverythingInOrderWhileAppendsGoOn() {
        List<RawRecord> seen = new CopyOnWriteArrayList<>();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        List<RawRecord> appended = IntStream.range(0, 2_000).mapToObj(Logs::numbered).toList();
        Logs.append(log, appended.subList(0, 500));

        RecordLog.Appender appender = log.newAppender();
        try (RecordLog.Tail _ = log.tail(100, seen::addAll, failures::add)) {
            for (RawRecord record : appended.subList(500, 2_000)) {
                appender.append(record, failures::add);
            }
            await().atMost(SOON).until(() -> seen.size() >= 1_900);
        }
        appender.closeNow();

        assertThat(failures).isEmpty();
        Logs.assertSame(new ArrayList<>(seen), appended.subList(100, 2_000));
    }

    @Test
    void anAppenderThatIsReplacedLeavesRoomForTheNext() {
        for (int round = 0; round < 5; round++) {
            Logs.append(log, List.of(Logs.numbered(round)));
        }

        Logs.assertSame(
                Logs.read(log, 0, 5), IntStream.range(0, 5).mapToObj(Logs::numbered).toList());
    }

    @Test
    void aTailFromBeyondTheEndFails() throws InterruptedException {
        BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
        try (RecordLog.Tail _ = log.tail(77, _ -> {}, failures::add)) {
            assertThat(failures.poll(20, TimeUnit.SECONDS))
                    .isInstanceOf(OffsetOutOfRangeException.class);
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void whatTheCallbackThrowsEndsTheTailAndIsReported() throws InterruptedException {
        Logs.append(log, List.of(Logs.numbered(0)));
        AtomicInteger calls = new AtomicInteger();
        BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
        try (RecordLog.Tail _ =
                log.tail(
                        0,
                        _ -> {
                            calls.incrementAndGet();
                            throw new IllegalStateException("cannot read this");
                        },
                        failures::add)) {
            assertThat(failures.poll(20, TimeUnit.SECONDS)).hasMessage("cannot read this");
            Logs.append(log, List.of(Logs.numbered(1)));
        }
        assertThat(calls).hasValue(1);
    }

    @Test
    void aClosedTailSaysNothingMore() {
        List<Object> heard = new CopyOnWriteArrayList<>();
        RecordLog.Tail tail = log.tail(0, heard::addAll, heard::add);
        tail.close();
        tail.close();

        Logs.append(log, List.of(Logs.numbered(0)));

        assertThat(heard).isEmpty();
    }

    @Test
    void aTailMayBeClosedByItsOwnCallback() {
        Logs.append(log, List.of(Logs.numbered(0)));
        List<Object> heard = new CopyOnWriteArrayList<>();
        List<RecordLog.Tail> self = new CopyOnWriteArrayList<>();
        self.add(
                log.tail(
                        0,
                        records -> {
                            await().until(() -> !self.isEmpty());
                            self.getFirst().close();
                            heard.addAll(records);
                        },
                        heard::add));

        await().atMost(SOON).until(() -> heard.size() == 1);
        Logs.append(log, List.of(Logs.numbered(1)));
        assertThat(heard).hasSize(1);
    }

    @Test
    void aRecordTooLargeIsThrownAndNotReportedOnTheCallersThread() {
        RecordLog.Appender appender = log.newAppender();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        RawRecord huge = new RawRecord(0, new byte[0], new byte[9 << 20], List.of());

        assertThatThrownBy(() -> appender.append(huge, failures::add))
                .isInstanceOf(LogUnavailableException.class)
                .hasCauseInstanceOf(RecordTooLargeException.class);
        assertThat(failures).isEmpty();
        appender.closeNow();
    }

    @Test
    void closeNowReturnsFastAndAClosedAppenderTakesNothing() {
        RecordLog.Appender appender = log.newAppender();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        IntStream.range(0, 5_000)
                .mapToObj(Logs::numbered)
                .forEach(record -> appender.append(record, failures::add));

        long before = System.nanoTime();
        appender.closeNow();
        appender.closeNow();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(200));
        assertThatThrownBy(() -> appender.append(Logs.numbered(0), failures::add))
                .isInstanceOf(LogUnavailableException.class);
    }

    @Test
    void closingTheAccessEndsItsTailsAndAppenders() {
        List<Object> heard = new CopyOnWriteArrayList<>();
        for (int partition = 0; partition < 3; partition++) {
            access.partition(partition).tail(0, heard::addAll, heard::add);
        }
        RecordLog.Appender appender = log.newAppender();

        access.close();

        assertThatThrownBy(() -> appender.append(Logs.numbered(0), heard::add))
                .isInstanceOf(LogUnavailableException.class);
        assertThatThrownBy(log::newAppender).isInstanceOf(LogUnavailableException.class);
        assertThatThrownBy(() -> log.tail(0, heard::addAll, heard::add))
                .isInstanceOf(LogUnavailableException.class);
        assertThat(heard).isEmpty();
    }
}
