package io.sluice.ledger.circuit;

/** Why withdrawals are paused, in a word that everyone may see; each has a text for the public. */
public enum ReasonClass {
    INFRASTRUCTURE_INCIDENT(
            "Withdrawals are paused while we recover from an infrastructure incident. Funds are safe."),
    WALLET_MAINTENANCE("Withdrawals are paused for wallet maintenance."),
    NETWORK_UPGRADE("Withdrawals are paused for a network upgrade."),
    SECURITY("Withdrawals are paused as a security precaution."),
    COMPLIANCE("Withdrawals are paused for a compliance review."),
    DRILL("Withdrawals are paused for a planned drill."),
    OTHER("Withdrawals are paused.");

    private final String publicMessage;

    ReasonClass(String publicMessage) {
        this.publicMessage = publicMessage;
    }

    public String publicMessage() {
        return publicMessage;
    }
}
