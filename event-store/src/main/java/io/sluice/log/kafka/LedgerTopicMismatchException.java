package io.sluice.log.kafka;

import java.util.List;

/**
 * The topic is there and is not what the ledger needs; nothing was changed. The message names every
 * difference.
 */
public final class LedgerTopicMismatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LedgerTopicMismatchException(String topic, List<String> differences) {
        super("topic " + topic + " cannot carry the ledger: " + String.join("; ", differences));
    }
}
