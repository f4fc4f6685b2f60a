package io.sluice.log.embedded;

import io.sluice.log.RecordLog;
import io.sluice.log.kafka.KafkaLogAccess;
import io.sluice.log.kafka.KafkaLogSettings;
import io.sluice.log.kafka.LedgerTopic;
import io.sluice.log.kafka.LedgerTopicSettings;
import io.sluice.log.kafka.Logs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * A process for {@link BrokerKillIT}: a broker and a writer that appends numbered records for ever,
 * and keeps in a file how many it has read back.
 */
final class WritesUntilKilled {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int IN_FLIGHT = 256;

    private WritesUntilKilled() {}

    public static void main(String[] args) throws IOException {
        EmbeddedBroker broker =
                EmbeddedBroker.start(Path.of(args[0]), SOON, _ -> Runtime.getRuntime().halt(3));
        KafkaLogSettings settings = KafkaLogSettings.of(broker.bootstrapServers());
        LedgerTopic.createOrCheck(settings, LedgerTopicSettings.embedded(1), SOON);
        try (FileChannel confirmed =
                        FileChannel.open(
                                Path.of(args[1]),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                KafkaLogAccess access = KafkaLogAccess.open(settings)) {
            write(access.partition(0), confirmed);
        }
    }

    private static void write(RecordLog log, FileChannel confirmed) {
        Semaphore room = new Semaphore(IN_FLIGHT);
        long next = log.endOffset(SOON);
        log.tail(
                next,
                records -> {
                    keep(confirmed, records.getLast().offset() + 1);
                    room.release(records.size());
                },
                WritesUntilKilled::halt);
        RecordLog.Appender appender = log.newAppender();
        while (true) {
            room.acquireUninterruptibly();
            appender.append(Logs.numbered(Math.toIntExact(next++)), WritesUntilKilled::halt);
        }
    }

    private static void keep(FileChannel file, long count) {
        try {
            file.write(ByteBuffer.allocate(Long.BYTES).putLong(count).flip(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void halt(Throwable failure) {
        failure.printStackTrace();
        Runtime.getRuntime().halt(4);
    }
}
