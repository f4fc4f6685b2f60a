package io.sluice.ledger.withdrawal;

import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import java.util.Optional;

/** What was asked for; it never changes. */
public record WithdrawalTerms(
        AccountId accountId,
        Asset asset,
        Network network,
        Amount amount,
        Amount fee,
        Destination destination,
        Optional<Expiry> expiry) {

    /** Of one that does not expire. */
    public WithdrawalTerms(
            AccountId accountId,
            Asset asset,
            Network network,
            Amount amount,
            Amount fee,
            Destination destination) {
        this(accountId, asset, network, amount, fee, destination, Optional.empty());
    }

    /** As a request says them. */
    public static WithdrawalTerms of(WithdrawalRequested event) {
        return new WithdrawalTerms(
                event.accountId(),
                event.asset(),
                event.network(),
                event.amount(),
                event.fee(),
                event.destination(),
                event.admission()
                        .flatMap(
                                admission ->
                                        admission
                                                .expiresAt()
                                                .map(at -> new Expiry(at, admission.decidedAt()))));
    }

    /** Amount and fee: what is reserved, and what goes back. */
    public Amount total() {
        return amount.plus(fee);
    }
}
