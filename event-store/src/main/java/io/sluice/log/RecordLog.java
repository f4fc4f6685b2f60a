package io.sluice.log;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where one partition's records are kept: append, tail, and how far it goes. Kafka in the product;
 * a hand-made log that delays, duplicates, reorders and loses in the tests. It promises little on
 * purpose, because the chain needs little.
 */
public interface RecordLog {

    int partition();

    /**
     * The topic's identity; another id under the same name is another topic (it was deleted and
     * made again).
     */
    String topicId();

    /**
     * The offset after the last record that is visible to readers now (the high watermark).
     *
     * @throws LogUnavailableException when it cannot be told within the deadline
     */
    long endOffset(Duration deadline);

    /** A new, idempotent, pipelined appender. Cheap enough to be replaced after every error. */
    Appender newAppender();

    /**
     * Reads from the offset on, in order, without gaps in what is visible, for ever; {@code
     * onRecords} is called on the tail's own thread with at least one record. What it throws ends
     * the tail and reaches {@code onFailure}.
     */
    Tail tail(long fromOffset, Consumer<List<RawRecord>> onRecords, Consumer<Throwable> onFailure);

    /** Sends records. Not thread-safe: the writer's loop alone calls it. */
    interface Appender {

        /**
         * Queues the record for sending and returns. Success says nothing that the writer could
         * rely on: an entry is confirmed by reading it back. Failure (reported on the appender's
         * own thread, or thrown) means that the outcome is open.
         *
         * @param record its offset is ignored
         */
        void append(RawRecord record, Consumer<Throwable> onFailure);

        /**
         * Drops what is still queued and returns at once; what was sent may still arrive. Callbacks
         * may still come.
         */
        void closeNow();
    }

    /** A running tail. */
    interface Tail extends AutoCloseable {
        @Override
        void close();
    }
}
