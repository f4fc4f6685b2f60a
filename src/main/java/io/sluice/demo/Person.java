package io.sluice.demo;

/** Who calls the node, and what they may. */
enum Person {
    /** The exchange's own service, for its customers. */
    EXCHANGE("exchange", "accounts:write deposits:write withdrawals:write ledger:read"),
    AUDITOR("auditor", "ledger:read audit:read"),
    ANNA("ops-anna", "circuit:pause circuit:resume ledger:read"),
    BEN("ops-ben", "circuit:pause circuit:resume ledger:read");

    private final String id;
    private final String scopes;

    Person(String id, String scopes) {
        this.id = id;
        this.scopes = scopes;
    }

    /** As the ledger records who did it. */
    String id() {
        return id;
    }

    /** Separated by blanks. */
    String scopes() {
        return scopes;
    }
}
