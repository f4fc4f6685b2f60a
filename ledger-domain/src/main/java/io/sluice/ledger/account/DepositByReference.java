package io.sluice.ledger.account;

import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.AccountEvent;
import io.sluice.ledger.event.LedgerEvent.CircuitEvent;
import io.sluice.ledger.event.LedgerEvent.DepositCredited;

/**
 * Whether a deposit of that reference was credited before: what tag {@code reference} finds. A
 * reference names one deposit within its account and asset, for as long as the ledger lives.
 */
public sealed interface DepositByReference {

    static DepositByReference initial() {
        return new Absent();
    }

    /**
     * The state after the event; only deposits change it. Feed it what the tag finds, in the order
     * of the log.
     */
    default DepositByReference evolve(LedgerEvent event, long sequence) {
        return switch (event) {
            case DepositCredited deposit -> first(deposit, sequence);
            case AccountEvent _, CircuitEvent _ -> this;
        };
    }

    private DepositByReference first(DepositCredited deposit, long sequence) {
        return switch (this) {
            case Absent _ -> new Known(deposit, sequence);
            case Known known -> throw new IllegalStateException("credited twice: " + known);
        };
    }

    record Absent() implements DepositByReference {}

    /**
     * @param firstSequence the number of the deposit's event within its partition
     */
    record Known(DepositCredited deposit, long firstSequence) implements DepositByReference {}
}
