package io.sluice.bench;

import io.sluice.log.RawRecord;
import io.sluice.log.kafka.KafkaLogAccess;
import io.sluice.log.kafka.KafkaLogSettings;
import io.sluice.log.kafka.LedgerTopic;
import io.sluice.log.kafka.LedgerTopicSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What the log alone costs: a record that a withdrawal of Sluice's left, sent again and again by
 * idempotent producers to a topic like the ledger's, until it is acknowledged. Nothing is decided,
 * chained or read back. The producers are the ledger's own in number and settings.
 */
final class RawFamily implements Family {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final KafkaLogSettings settings;
    private final int partitions;
    private final RawRecord template;
    private final List<KafkaProducer<byte[], byte[]>> producers = new ArrayList<>();
    private final LongAdder acknowledged = new LongAdder();
    private String topic = "";
    private int topics;
    private int next;

    RawFamily(String bootstrapServers, int partitions, RawRecord template) {
        this.settings = KafkaLogSettings.of(bootstrapServers);
        this.partitions = partitions;
        this.template = template;
        for (int partition = 0; partition < partitions; partition++) {
            producers.add(
                    new KafkaProducer<>(
                            properties(), new ByteArraySerializer(), new ByteArraySerializer()));
        }
    }

    private Map<String, Object> properties() {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers(),
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, settings.requestsInFlight(),
                ProducerConfig.LINGER_MS_CONFIG, settings.linger().toMillis(),
                ProducerConfig.BATCH_SIZE_CONFIG, settings.batchBytes(),
                ProducerConfig.BUFFER_MEMORY_CONFIG, settings.bufferBytes(),
                ProducerConfig.COMPRESSION_TYPE_CONFIG, "none",
                ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    }

    @Override
    public String name() {
        return "raw";
    }

    @Override
    public List<Contender> contenders() {
        return List.of(new Sending());
    }

    @Override
    public void beginRound() {
        topic = "raw-" + ++topics;
        acknowledged.reset();
        LedgerTopic.createOrCheck(
                settings.withTopic(topic), LedgerTopicSettings.embedded(partitions), SOON);
        for (KafkaProducer<byte[], byte[]> producer : producers) {
            producer.partitionsFor(topic);
        }
    }

    /** The topic holds what was acknowledged. */
    @Override
    public void check() {
        try (KafkaLogAccess access = KafkaLogAccess.open(settings.withTopic(topic))) {
            long records = 0;
            for (int partition = 0; partition < partitions; partition++) {
                records += access.partition(partition).endOffset(SOON);
            }
            InconsistentException.unlessEqual("raw: records", acknowledged.sum(), records);
        }
    }

    @Override
    public void close() {
        producers.forEach(producer -> producer.close(SOON));
    }

    private final class Sending implements Contender {

        @Override
        public String name() {
            return "raw";
        }

        @Override
        public void issue(Answer answer) {
            int partition = next++ % partitions;
            List<Header> headers =
                    template.headers().stream()
                            .<Header>map(header -> new RecordHeader(header.name(), header.value()))
                            .toList();
            // The callback hears everything that the future would tell.
            Future<?> _ =
                    producers
                            .get(partition)
                            .send(
                                    new ProducerRecord<>(
                                            topic,
                                            partition,
                                            template.key(),
                                            template.value(),
                                            headers),
                                    (_, failure) -> {
                                        if (failure == null) {
                                            acknowledged.increment();
                                            answer.accepted();
                                        } else {
                                            answer.failed(failure);
                                        }
                                    });
        }
    }
}
