package io.sluice.log.kafka;

import io.sluice.log.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;

/** A real broker with a ledger topic, for one test class. */
public final class BrokerFixture implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final EmbeddedBroker broker;

    private BrokerFixture(EmbeddedBroker broker) {
        this.broker = broker;
    }

    public static BrokerFixture start(Path folder) {
        return new BrokerFixture(EmbeddedBroker.start(folder, SOON, fatal -> {}));
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** The topic of that name, made now or there already. */
    public KafkaLogAccess topic(String name, int partitions) {
        return open(broker.bootstrapServers(), name, partitions);
    }

    /** The same for a broker in another process. */
    public static KafkaLogAccess open(String bootstrapServers, String name, int partitions) {
        KafkaLogSettings settings = KafkaLogSettings.of(bootstrapServers).withTopic(name);
        LedgerTopic.createOrCheck(settings, LedgerTopicSettings.embedded(partitions), SOON);
        return KafkaLogAccess.open(settings);
    }

    @Override
    public void close() {
        broker.close();
    }
}
