package io.sluice.ledger.approval;

/** What may make a withdrawal wait for approval; the names stand in the log. */
public enum ApprovalRule {
    /** It alone is as large as to need it. */
    AMOUNT,
    /** With it, the account would have asked for more within 24 hours than goes by itself. */
    DAILY_AMOUNT,
    /** The account never had a withdrawal queued to this destination. */
    NEW_DESTINATION,
    /** The clock jumped, so nobody can say what the last 24 hours are. */
    CLOCK
}
