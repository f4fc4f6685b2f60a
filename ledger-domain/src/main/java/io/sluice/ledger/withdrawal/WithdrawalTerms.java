package io.sluice.ledger.withdrawal;

import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;

/** What was asked for; it never changes. */
public record WithdrawalTerms(
        AccountId accountId,
        Asset asset,
        Network network,
        Amount amount,
        Amount fee,
        Destination destination) {

    /** Amount and fee: what is reserved, and what goes back. */
    public Amount total() {
        return amount.plus(fee);
    }
}
