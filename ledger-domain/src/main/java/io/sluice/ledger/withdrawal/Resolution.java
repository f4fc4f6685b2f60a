package io.sluice.ledger.withdrawal;

/** What a person found out about a withdrawal whose outcome nobody knew. */
public enum Resolution {
    /** The money has gone. */
    SETTLED,
    /** It was not sent and never will be: the money goes back. */
    FAILED
}
