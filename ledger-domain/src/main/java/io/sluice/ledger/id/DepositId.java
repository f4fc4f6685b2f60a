package io.sluice.ledger.id;

import java.util.UUID;

/**
 * The identity of a deposit, derived from the command that made it, so that a repeated decision
 * makes the same one.
 */
public record DepositId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
