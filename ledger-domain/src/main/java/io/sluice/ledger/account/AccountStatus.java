package io.sluice.ledger.account;

/** What an account may do. Its names are those of the API. */
public enum AccountStatus {
    /** Everything flows. */
    OPEN,
    /** Deposits flow; requests are refused and nothing is released. */
    FROZEN,
    /** Empty, and for ever so. */
    CLOSED
}
