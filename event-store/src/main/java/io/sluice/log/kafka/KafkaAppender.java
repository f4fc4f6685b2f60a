package io.sluice.log.kafka;

import io.sluice.log.LogUnavailableException;
import io.sluice.log.RawRecord;
import io.sluice.log.RecordLog;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** One idempotent producer, for one partition. */
final class KafkaAppender implements RecordLog.Appender {

    private final String topic;
    private final int partition;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Consumer<KafkaAppender> onClosed;
    private volatile boolean closed;

    KafkaAppender(
            KafkaLogSettings settings,
            int partition,
            String name,
            Consumer<KafkaAppender> onClosed) {
        this.topic = settings.topic();
        this.partition = partition;
        this.onClosed = onClosed;
        this.producer =
                new KafkaProducer<>(
                        ClientProperties.appender(settings, name),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    @Override
    public void append(RawRecord record, Consumer<Throwable> onFailure) {
        if (closed) {
            throw new LogUnavailableException(
                    "the appender of partition " + partition + " is closed");
        }
        Sending sending = new Sending(onFailure);
        try {
            // The callback hears everything that the future would tell.
            Future<?> _ =
                    producer.send(
                            RecordForm.toKafka(topic, partition, record),
                            (_, failure) -> sending.completed(failure));
        } catch (RuntimeException e) {
            throw new LogUnavailableException("cannot send to partition " + partition, e);
        }
        sending.returned(partition);
    }

    /** The producer waits for its own thread when it closes, so it does that on another one. */
    @Override
    public void closeNow() {
        if (!closed) {
            closed = true;
            Thread.ofPlatform()
                    .daemon()
                    .name("sluice-appender-" + partition + "-close")
                    .start(this::drop);
        }
    }

    /** Returns once the producer's thread has ended. */
    private void drop() {
        try {
            producer.close(Duration.ZERO);
        } finally {
            onClosed.accept(this);
        }
    }

    /**
     * The producer reports some failures (a record too large, no room, no metadata) inside of
     * {@code send}, on the caller's thread; those are thrown, for the caller is in the middle of
     * something.
     */
    private static final class Sending {

        private final Thread caller = Thread.currentThread();
        private final Consumer<Throwable> onFailure;
        private boolean inside = true;
        private @Nullable Throwable failedInside;

        Sending(Consumer<Throwable> onFailure) {
            this.onFailure = onFailure;
        }

        void completed(@Nullable Exception failure) {
            if (failure == null) {
                return;
            }
            if (Thread.currentThread() == caller && inside) {
                failedInside = failure;
            } else {
                onFailure.accept(failure);
            }
        }

        void returned(int partition) {
            inside = false;
            if (failedInside != null) {
                throw new LogUnavailableException(
                        "cannot send to partition %d: %s"
                                .formatted(partition, failedInside.getMessage()),
                        failedInside);
            }
        }
    }
}
