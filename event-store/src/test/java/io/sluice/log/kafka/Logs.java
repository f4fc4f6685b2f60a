package io.sluice.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.log.RawRecord;
import io.sluice.log.RecordLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What the tests do with record logs. */
public final class Logs {

    private static final Duration SOON = Duration.ofSeconds(20);

    private Logs() {}

    /** A record of the usual form that says its number. */
    public static RawRecord numbered(int number) {
        return new RawRecord(
                number,
                ("key-" + number).getBytes(StandardCharsets.UTF_8),
                ("value-" + number).getBytes(StandardCharsets.UTF_8),
                List.of(
                        new RawRecord.Header("kind", new byte[] {1}),
                        new RawRecord.Header("prev", new byte[32])));
    }

    /** Appends and returns once they are visible. */
    public static void append(RecordLog log, List<RawRecord> records) {
        long before = log.endOffset(SOON);
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        RecordLog.Appender appender = log.newAppender();
        for (RawRecord record : records) {
            appender.append(record, failures::add);
        }
        await().atMost(SOON).until(() -> log.endOffset(SOON) >= before + records.size());
        appender.closeNow();
        assertThat(failures).isEmpty();
    }

    /** The first so many records from the offset on. */
    public static List<RawRecord> read(RecordLog log, long from, int count) {
        List<RawRecord> records = Collections.synchronizedList(new ArrayList<>());
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        try (RecordLog.Tail _ = log.tail(from, records::addAll, failures::add)) {
            await().atMost(SOON).until(() -> records.size() >= count || !failures.isEmpty());
        }
        assertThat(failures).isEmpty();
        return List.copyOf(records.subList(0, count));
    }

    /** Compares contents: arrays in records are equal by identity only. */
    public static void assertSame(List<RawRecord> actual, List<RawRecord> expected) {
        assertThat(actual.stream().map(Logs::content).toList())
                .isEqualTo(expected.stream().map(Logs::content).toList());
    }

    private static List<Object> content(RawRecord record) {
        List<Object> content = new ArrayList<>();
        content.add(record.offset());
        content.add(hex(record.key()));
        content.add(hex(record.value()));
        record.headers().forEach(header -> content.add(header.name() + "=" + hex(header.value())));
        return content;
    }

    private static String hex(byte @Nullable [] bytes) {
        return bytes == null ? "null" : HexFormat.of().formatHex(bytes);
    }
}
