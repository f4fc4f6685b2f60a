package io.sluice.command.payout;

import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.withdrawal.RailTerms;

/**
 * Carries instructions to where money moves, and reports back what became of them (through the
 * {@link RailReports} that it was made with). Thread-safe; no method blocks.
 */
public interface Rail extends AutoCloseable {

    /** Its name, and what may be relied on. */
    RailTerms terms();

    /**
     * How many more instructions it would take now. Asked before anything is released, so that what
     * it cannot carry waits in the ledger, where a pause still holds it, and not here.
     */
    int room();

    /**
     * Takes the instruction and returns at once. Only what was released in a confirmed entry is
     * ever handed; the same one may come again, and an instruction that it has in hand changes
     * nothing.
     *
     * @param clearance to be asked before each time that something is sent to where money moves
     */
    void hand(Instruction instruction, Clearance clearance);

    /** Whether the rail has refused this withdrawal for good. */
    boolean refusedForGood(WithdrawalId withdrawal);

    /**
     * Whether what it has submitted must be handed to it again after a restart, because only it
     * knows how that ends.
     */
    default boolean forgetsWhatItSubmitted() {
        return false;
    }

    /** Whether it failed so often that it is left alone for a while, or was and is being tried. */
    default boolean hasTripped() {
        return false;
    }

    /** Sends nothing more. */
    @Override
    void close();
}
