package io.sluice.projection;

/** Where the projection is in its life. */
public enum ProjectionState {
    /** Not started yet, or stopped for good. */
    STOPPED,
    /** PostgreSQL is not there; it is tried again and again. */
    WAITING_FOR_DATABASE,
    /** Following the ledger. */
    RUNNING,
    /** Something failed; it is tried again from the last commit. */
    RETRYING,
    /** The log holds what this build cannot project. Only another build goes on. */
    HALTED
}
