package io.sluice.log;

/** Opens the partitions' record logs (Kafka: io.sluice.log.kafka.KafkaLogAccess). */
public interface LogAccess extends AutoCloseable {

    /** How many partitions there are, as the topic says. */
    int partitions();

    RecordLog partition(int partition);

    @Override
    void close();
}
