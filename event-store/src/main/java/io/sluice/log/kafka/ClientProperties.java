package io.sluice.log.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What each kind of client is told. Kafka's defaults are not kept where they may change. */
final class ClientProperties {

    private static final Duration APPEND_MAY_BLOCK = Duration.ofSeconds(2);
    private static final Duration RECONNECT_AT_MOST = Duration.ofMillis(500);
    private static final Duration RETRY_AFTER = Duration.ofMillis(50);
    private static final int TAIL_RECORDS = 4_000;
    private static final int TAIL_FETCH_BYTES = 4 << 20;

    private ClientProperties() {}

    static Map<String, Object> admin(KafkaLogSettings settings) {
        Map<String, Object> all = common(settings, "admin");
        all.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, ms(settings.requestTimeout()));
        all.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, ms(settings.callDeadline()));
        return all;
    }

    /** Idempotent, so that Kafka's own retries neither duplicate nor reorder. */
    static Map<String, Object> appender(KafkaLogSettings settings, String name) {
        Map<String, Object> all = common(settings, name);
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        all.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, settings.requestsInFlight());
        all.put(ProducerConfig.LINGER_MS_CONFIG, ms(settings.linger()));
        all.put(ProducerConfig.BATCH_SIZE_CONFIG, settings.batchBytes());
        all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, settings.bufferBytes());
        all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, KafkaLogSettings.MOST_BATCH_BYTES);
        all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ms(APPEND_MAY_BLOCK));
        // Keeps what it knows while all brokers are away, so that appends queue and do not block;
        // an appender that fails is replaced, and the next one starts from the bootstrap servers.
        all.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, ms(settings.requestTimeout()));
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, ms(settings.deliveryTimeout()));
        return all;
    }

    /**
     * Reads up to the high watermark, whatever is there: nothing is transactional, so there is
     * nothing to wait for, and a record that a stranger's transaction brought is void anyway.
     */
    static Map<String, Object> tail(KafkaLogSettings settings, String name) {
        Map<String, Object> all = common(settings, name);
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        all.put(ConsumerConfig.CHECK_CRCS_CONFIG, true);
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        all.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        all.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);
        all.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, TAIL_FETCH_BYTES);
        all.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, TAIL_FETCH_BYTES);
        all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, TAIL_RECORDS);
        // Unset, so that the kernel sizes it; Kafka's 64 KB slow a replay down.
        all.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1);
        all.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, ms(settings.requestTimeout()));
        return all;
    }

    private static Map<String, Object> common(KafkaLogSettings settings, String name) {
        Map<String, Object> all = new HashMap<>(settings.clientProperties());
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        all.put(CommonClientConfigs.CLIENT_ID_CONFIG, settings.clientId() + "-" + name);
        all.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, ms(RECONNECT_AT_MOST));
        all.put(CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG, ms(RETRY_AFTER));
        all.put(CommonClientConfigs.RETRY_BACKOFF_MAX_MS_CONFIG, ms(RECONNECT_AT_MOST));
        // Appenders are replaced after every error; registering MBeans each time is not cheap.
        all.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
        all.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        return all;
    }

    private static int ms(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
