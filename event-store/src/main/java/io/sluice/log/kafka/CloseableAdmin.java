package io.sluice.log.kafka;

import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;

/** Kafka's administration client, whose own close() waits without a bound. */
record CloseableAdmin(Admin admin) implements AutoCloseable {

    private static final Duration LEAVE = Duration.ofSeconds(1);

    static CloseableAdmin open(KafkaLogSettings settings) {
        return new CloseableAdmin(Admin.create(ClientProperties.admin(settings)));
    }

    @Override
    public void close() {
        admin.close(LEAVE);
    }
}
