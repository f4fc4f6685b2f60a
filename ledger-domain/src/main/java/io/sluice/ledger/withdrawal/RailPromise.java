package io.sluice.ledger.withdrawal;

/** What a rail may declare of itself, and the ledger then relies on; the names are frozen. */
public enum RailPromise {
    /** The same withdrawal id handed twice is sent at most once, across restarts. */
    DEDUPLICATES,
    /** Nothing is sent past an instruction's {@code notAfter}. */
    HONOURS_NOT_AFTER,
    /**
     * What it has reported as failed for good it never sends, also when the instruction comes only
     * later.
     */
    REFUSES_FOR_GOOD
}
