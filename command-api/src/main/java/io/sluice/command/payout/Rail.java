package io.sluice.command.payout;

import io.sluice.ledger.id.WithdrawalId;

/**
 * Carries instructions to where money moves, and reports back what became of them (through the
 * {@link RailReports} that it was made with). Thread-safe.
 */
public interface Rail extends AutoCloseable {

    /**
     * What may be relied on.
     *
     * @param deduplicates the same withdrawal id handed twice is sent at most once, across restarts
     * @param honoursNotAfter nothing is sent past an instruction's {@code notAfter}
     */
    record Abilities(boolean deduplicates, boolean honoursNotAfter) {}

    Abilities abilities();

    /**
     * Takes the instruction and returns at once; called on a partition's loop. Only what was
     * released in a confirmed entry is ever handed.
     */
    void hand(Instruction instruction);

    /** Whether the rail has refused this withdrawal for good; must not block. */
    boolean refusedForGood(WithdrawalId withdrawal);

    @Override
    void close();
}
