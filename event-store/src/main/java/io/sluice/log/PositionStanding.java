package io.sluice.log;

/** What this node can say of a position that a client holds. */
public enum PositionStanding {
    IN_CHAIN,
    /** Not read here yet, but near enough to the end to be on its way. */
    NOT_YET_READ,
    /** So far beyond the end that no ledger of ours gave it. */
    FAR_BEYOND,
    /**
     * The log has something else there: acknowledged data was lost, or the position was made up.
     */
    NOT_IN_CHAIN,
    /** There is no such partition. */
    INVALID
}
