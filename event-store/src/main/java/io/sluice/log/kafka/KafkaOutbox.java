package io.sluice.log.kafka;

import io.sluice.log.LogUnavailableException;
import io.sluice.log.Outbox;
import io.sluice.log.OutcomeUnknownException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One idempotent producer, acks=all, on a topic that is kept as safe as the ledger's. What it
 * cannot deliver within its delivery timeout is unknown, and it sends none of it later.
 */
public final class KafkaOutbox implements Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaOutbox.class);

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;

    private KafkaOutbox(KafkaLogSettings settings) {
        this.topic = settings.topic();
        this.producer =
                new KafkaProducer<>(
                        ClientProperties.appender(settings, "outbox-" + settings.topic()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /**
     * @param settings with the outbox's own topic
     * @throws LedgerTopicMismatchException when the topic that is there is another
     * @throws LogUnavailableException when the brokers do not answer
     */
    public static KafkaOutbox open(
            KafkaLogSettings settings, LedgerTopicSettings wanted, Duration deadline) {
        LedgerTopic.createOrCheck(settings, wanted, deadline);
        return new KafkaOutbox(settings);
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public CompletableFuture<String> put(Message message) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, utf8(message.key()), utf8(message.value()));
        message.headers().forEach((name, text) -> record.headers().add(name, utf8(text)));
        CompletableFuture<String> put = new CompletableFuture<>();
        try {
            // The callback hears everything that the future would tell.
            Future<?> _ = producer.send(record, (at, failure) -> complete(put, at, failure));
        } catch (RuntimeException notEvenQueued) {
            LOG.info("{} does not take a message: {}", topic, notEvenQueued.toString());
            put.completeExceptionally(
                    new LogUnavailableException("cannot send to " + topic, notEvenQueued));
        }
        return put;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void complete(
            CompletableFuture<String> put,
            @Nullable RecordMetadata at,
            @Nullable Exception failure) {
        if (failure == null && at != null) {
            put.complete(at.partition() + ":" + at.offset());
        } else if (failure instanceof RecordTooLargeException
                || failure instanceof AuthorizationException) {
            put.completeExceptionally(
                    new LogUnavailableException(topic + " refuses a message", failure));
        } else {
            put.completeExceptionally(
                    new OutcomeUnknownException(
                            "whether %s has a message is not known: %s"
                                    .formatted(topic, String.valueOf(failure))));
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
