package io.sluice.ledger.circuit;

/** What happens to requests that a pause covers; REJECT wins where both cover. */
public enum PauseMode {
    /** New requests are refused. */
    REJECT,
    /** New requests are accepted and held. */
    HOLD
}
