package io.sluice.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The log of a ledger that runs, from offset 0 up to the high watermarks at the time of opening,
 * through a plain consumer: no group, no committed offsets, nothing that a broker keeps.
 */
final class BrokerLog implements LogSource {

    private static final String TOPIC = "sluice.ledger";
    private static final Duration POLL = Duration.ofMillis(500);

    private final String bootstrap;
    private final Duration patience;
    private final Report report;
    private final TopicDescription topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;

    /**
     * @param patience how long the broker may say nothing before the check is given up
     */
    BrokerLog(String bootstrap, Duration patience, Report report) {
        this.bootstrap = bootstrap;
        this.patience = patience;
        this.report = report;
        topic = describe(bootstrap, patience);
        consumer = consumer(bootstrap, patience);
        ends = lookUpEnds();
    }

    private static TopicDescription describe(String bootstrap, Duration patience) {
        int millis = Math.toIntExact(patience.toMillis());
        try (Admin admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrap,
                                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                millis,
                                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                millis))) {
            var answer = admin.describeTopics(List.of(TOPIC)).topicNameValues();
            var described = answer.get(TOPIC);
            if (described == null) {
                throw new CannotCheckException("Kafka at " + bootstrap + " has no " + TOPIC);
            }
            return described.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotCheckException("interrupted", interrupted);
        } catch (ExecutionException | TimeoutException | KafkaException failed) {
            throw new CannotCheckException("Kafka at " + bootstrap + " does not answer", failed);
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrap, Duration patience) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_uncommitted",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.CHECK_CRCS_CONFIG,
                        true,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        Math.toIntExact(patience.toMillis()),
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private Map<TopicPartition, Long> lookUpEnds() {
        List<TopicPartition> all = new ArrayList<>();
        topic.partitions().forEach(info -> all.add(new TopicPartition(TOPIC, info.partition())));
        try {
            consumer.beginningOffsets(all, patience).forEach(this::beginsAtZero);
            return consumer.endOffsets(all, patience);
        } catch (KafkaException failed) {
            consumer.close();
            throw new CannotCheckException("Kafka at " + bootstrap + " does not answer", failed);
        }
    }

    private void beginsAtZero(TopicPartition partition, long beginning) {
        if (beginning != 0) {
            report.finding(
                    Place.of(partition.partition()),
                    "the log begins at offset " + beginning + ": records were deleted");
        }
    }

    @Override
    public String name() {
        return "running, Kafka at " + bootstrap;
    }

    @Override
    public int partitions() {
        return topic.partitions().size();
    }

    @Override
    public boolean growing() {
        return true;
    }

    @Override
    public Optional<String> topicId(int partition) {
        return Optional.of(topic.topicId().toString());
    }

    @Override
    public void read(int partition, Consumer<LogRecord> reader) {
        TopicPartition assigned = new TopicPartition(TOPIC, partition);
        consumer.assign(List.of(assigned));
        consumer.seek(assigned, 0);
        long end = ends.getOrDefault(assigned, 0L);
        long giveUpAt = System.nanoTime() + patience.toNanos();
        long position = 0;
        while (position < end) {
            ConsumerRecords<byte[], byte[]> polled = poll(partition, position);
            if (polled == null) {
                return;
            }
            polled.forEach(
                    record -> {
                        if (record.offset() < end) {
                            reader.accept(record(record));
                        }
                    });
            long reached = consumer.position(assigned, patience);
            if (reached > position) {
                giveUpAt = System.nanoTime() + patience.toNanos();
            } else if (System.nanoTime() - giveUpAt > 0) {
                throw new CannotCheckException(
                        "Kafka at "
                                + bootstrap
                                + " stopped answering at partition "
                                + partition
                                + " offset "
                                + position);
            }
            position = reached;
        }
    }

    /** Null when the broker has told that what stands there is not readable. */
    private @org.jspecify.annotations.Nullable ConsumerRecords<byte[], byte[]> poll(
            int partition, long position) {
        try {
            return consumer.poll(POLL);
        } catch (OffsetOutOfRangeException deleted) {
            report.finding(Place.at(partition, position), "records are missing from here on");
        } catch (KafkaException damaged) {
            report.finding(
                    Place.at(partition, position),
                    "damaged, not readable: " + damaged.getMessage());
        }
        return null;
    }

    private static LogRecord record(ConsumerRecord<byte[], byte[]> record) {
        List<LogRecord.Header> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(new LogRecord.Header(header.key(), header.value()));
        }
        return new LogRecord(record.offset(), record.key(), record.value(), headers);
    }

    @Override
    public void close() {
        consumer.close(
                org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(5)));
    }
}
