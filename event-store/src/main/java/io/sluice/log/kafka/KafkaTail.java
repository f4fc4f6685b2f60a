package io.sluice.log.kafka;

import io.sluice.log.RawRecord;
import io.sluice.log.RecordLog;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer without a group, on its own thread. It waits for brokers that are away for as long
 * as it takes; what cannot be mended by waiting (the offset is gone, bytes are damaged, access is
 * denied) ends it.
 */
final class KafkaTail implements RecordLog.Tail {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaTail.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LEAVE = Duration.ofMillis(500);
    private static final Duration JOIN = Duration.ofSeconds(5);

    private final TopicPartition source;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Consumer<List<RawRecord>> onRecords;
    private final Consumer<Throwable> onFailure;
    private final Consumer<KafkaTail> onEnded;
    private final Thread thread;
    private volatile boolean closed;

    KafkaTail(
            KafkaLogSettings settings,
            TopicPartition source,
            String name,
            Consumer<List<RawRecord>> onRecords,
            Consumer<Throwable> onFailure,
            Consumer<KafkaTail> onEnded) {
        this.source = source;
        this.onRecords = onRecords;
        this.onFailure = onFailure;
        this.onEnded = onEnded;
        this.consumer =
                new KafkaConsumer<>(
                        ClientProperties.tail(settings, name),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        this.thread = Thread.ofPlatform().daemon().name("sluice-" + name).unstarted(this::run);
    }

    void start(long fromOffset) {
        consumer.assign(List.of(source));
        consumer.seek(source, fromOffset);
        thread.start();
    }

    /** Ends it without waiting for the end. */
    void endSoon() {
        closed = true;
        consumer.wakeup();
    }

    /**
     * When it returns (at most 5 s later), no further records are handed over, except by a callback
     * that is still at work then; called by the callback itself, it returns at once.
     */
    @Override
    public void close() {
        endSoon();
        if (Thread.currentThread() != thread) {
            joinThread();
        }
    }

    private void joinThread() {
        try {
            if (!thread.join(JOIN)) {
                LOG.warn("the tail of {} is still at work {} after it was closed", source, JOIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            readUntilClosed();
        } catch (WakeupException e) {
            if (!closed) {
                report(e);
            }
        } catch (Throwable e) {
            report(e);
        } finally {
            leave();
        }
    }

    private void readUntilClosed() {
        while (!closed) {
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
            if (!polled.isEmpty() && !closed) {
                onRecords.accept(
                        polled.records(source).stream().map(RecordForm::fromKafka).toList());
            }
        }
    }

    private void report(Throwable failure) {
        if (closed) {
            LOG.debug("the tail of {} failed while it was being closed", source, failure);
        } else {
            LOG.warn("the tail of {} ends: {}", source, failure.toString());
            onFailure.accept(failure);
        }
    }

    private void leave() {
        try {
            consumer.close(CloseOptions.timeout(LEAVE));
        } catch (RuntimeException e) {
            LOG.debug("the consumer of {} did not close cleanly", source, e);
        } finally {
            onEnded.accept(this);
        }
    }
}
