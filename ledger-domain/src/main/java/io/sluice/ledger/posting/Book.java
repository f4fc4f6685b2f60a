package io.sluice.ledger.posting;

/** The kinds of account in the books. */
public enum Book {
    /** A customer's: free to be withdrawn. A liability. */
    AVAILABLE("available"),
    /** A customer's: set aside for queued or held withdrawals. A liability. */
    RESERVED("reserved"),
    /** A customer's: handed to a rail. A liability. */
    IN_TRANSIT("in-transit"),
    /** The house's: what we keep for all customers. An asset. */
    CUSTODY("custody"),
    /** The house's: fees of settled withdrawals. Income. */
    FEE_REVENUE("fee-revenue");

    private final String wire;

    Book(String wire) {
        this.wire = wire;
    }

    /** The name in the documentation and in PostgreSQL. */
    public String wire() {
        return wire;
    }
}
