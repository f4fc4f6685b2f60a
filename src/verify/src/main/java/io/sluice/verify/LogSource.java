package io.sluice.verify;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where the records come from: segment files or a broker. Used by one thread, partition by
 * partition.
 */
interface LogSource extends AutoCloseable {

    /** What is read, for the first line of the report. */
    String name();

    int partitions();

    /** The Kafka topic id as the place where the log lies knows it. */
    Optional<String> topicId(int partition);

    /**
     * Gives every record in rising order and reports what cannot be read.
     *
     * @throws CannotCheckException when the source does not answer within its deadline
     */
    void read(int partition, Consumer<LogRecord> reader);

    /** Whether the log may have grown since its end was looked up. */
    boolean growing();

    @Override
    void close();
}
