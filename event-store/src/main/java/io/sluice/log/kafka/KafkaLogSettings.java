package io.sluice.log.kafka;

import java.time.Duration;
import java.util.Map;

/**
 * How the log is reached.
 *
 * @param linger how long a record may wait for others before it is sent
 * @param requestsInFlight per appender, 1 to 5. With one, everything that comes while a request is
 *     on its way leaves together with the next, and each batch costs one sync; see
 *     src/docs/decisions/0005-four-partitions-one-request-in-flight.md
 * @param batchBytes largest batch; a request carries one batch of a partition
 * @param bufferBytes bound of what an appender may have queued
 * @param requestTimeout silence after which a request is sent again
 * @param deliveryTimeout after which an append fails with its outcome open
 * @param callDeadline of calls that have no deadline of their own: opening, taking leave
 * @param clientProperties more of Kafka's client settings, for example for TLS and SASL; what this
 *     package sets itself wins
 */
public record KafkaLogSettings(
        String bootstrapServers,
        String topic,
        String clientId,
        Duration linger,
        int requestsInFlight,
        int batchBytes,
        long bufferBytes,
        Duration requestTimeout,
        Duration deliveryTimeout,
        Duration callDeadline,
        Map<String, String> clientProperties) {

    public static final String LEDGER_TOPIC = "sluice.ledger";

    /** The largest record or batch that the topic takes, and a client may send. */
    static final int MOST_BATCH_BYTES = 8 << 20;

    private static final int BATCH_BYTES = 512 << 10;
    private static final long BUFFER_BYTES = 32L << 20;

    public KafkaLogSettings {
        if (requestsInFlight < 1 || requestsInFlight > 5) {
            throw new IllegalArgumentException(
                    "idempotence holds for 1 to 5 requests in flight, not " + requestsInFlight);
        }
        clientProperties = Map.copyOf(clientProperties);
    }

    /** The defaults, which measurements chose. */
    public static KafkaLogSettings of(String bootstrapServers) {
        return new KafkaLogSettings(
                bootstrapServers,
                LEDGER_TOPIC,
                "sluice",
                Duration.ZERO,
                1,
                BATCH_BYTES,
                BUFFER_BYTES,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                Map.of());
    }

    public KafkaLogSettings withTopic(String newTopic) {
        return new KafkaLogSettings(
                bootstrapServers,
                newTopic,
                clientId,
                linger,
                requestsInFlight,
                batchBytes,
                bufferBytes,
                requestTimeout,
                deliveryTimeout,
                callDeadline,
                clientProperties);
    }

    /** Waits that long for company, with at most so many requests on their way. */
    public KafkaLogSettings withPipeline(Duration newLinger, int newRequestsInFlight) {
        return new KafkaLogSettings(
                bootstrapServers,
                topic,
                clientId,
                newLinger,
                newRequestsInFlight,
                batchBytes,
                bufferBytes,
                requestTimeout,
                deliveryTimeout,
                callDeadline,
                clientProperties);
    }

    public KafkaLogSettings withTimeouts(
            Duration newRequestTimeout, Duration newDeliveryTimeout, Duration newCallDeadline) {
        return new KafkaLogSettings(
                bootstrapServers,
                topic,
                clientId,
                linger,
                requestsInFlight,
                batchBytes,
                bufferBytes,
                newRequestTimeout,
                newDeliveryTimeout,
                newCallDeadline,
                clientProperties);
    }

    public KafkaLogSettings withClientProperties(Map<String, String> newClientProperties) {
        return new KafkaLogSettings(
                bootstrapServers,
                topic,
                clientId,
                linger,
                requestsInFlight,
                batchBytes,
                bufferBytes,
                requestTimeout,
                deliveryTimeout,
                callDeadline,
                newClientProperties);
    }
}
