package io.sluice.log;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What this node has read of the ledger: all partitions, confirmed entries only. Thread-safe. What
 * is recent comes from memory, what is older may be read from this node's disk; nothing here waits
 * for the log. Throws {@link LogUnavailableException} where that disk fails.
 */
public interface LedgerReader {

    int partitions();

    /** The partition in which the account with this routing key lives. */
    int partitionOf(String routingKey);

    /** The last counted entry read here. */
    Optional<LogPosition> end(int partition);

    PositionStanding standing(LogPosition position);

    /**
     * How many events the partition has up to and including that entry; empty unless the position
     * is in the chain.
     */
    OptionalLong nextSequenceAfter(LogPosition position);

    /** Where the event of that sequence stands, once confirmed. */
    Optional<LogPosition> positionOfEvent(int partition, long sequence);

    /**
     * Counted entries at {@code fromOffset} and after it, in order.
     *
     * @param limit most entries to return
     */
    List<CountedEntry> entries(int partition, long fromOffset, int limit);
}
