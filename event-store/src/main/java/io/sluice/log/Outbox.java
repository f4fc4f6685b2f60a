package io.sluice.log;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A topic beside the ledger that others read: what is put there is theirs. Thread-safe. */
public interface Outbox extends AutoCloseable {

    /** The topic's name. */
    String topic();

    /**
     * @param key messages of one key keep their order
     * @param value text, in UTF-8 like the rest
     */
    record Message(String key, String value, Map<String, String> headers) {
        public Message {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * Completes with the place, {@code partition:offset}, once every copy that must have the
     * message has it: it then survives as much as the ledger does. Fails within a bound, with
     * {@link LogUnavailableException} where the message is certainly not there and never will be,
     * and with {@link OutcomeUnknownException} where it may be. Completes on any thread; whoever
     * goes on there must not block.
     */
    CompletableFuture<String> put(Message message);

    /** What is on its way has an unknown outcome then. */
    @Override
    void close();

    /** Opens outboxes where the ledger is. */
    @FunctionalInterface
    interface Opener {

        /**
         * Makes the topic where it is missing.
         *
         * @throws LogUnavailableException when the brokers do not answer
         * @throws IllegalStateException when the topic that is there may lose what is put in it
         */
        Outbox open(String topic, int partitions);
    }
}
