package io.sluice.bench.big;

import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.withdrawal.Destination;
import java.util.SplittableRandom;

/**
 * One that is written through its whole life.
 *
 * @param key the raw idempotency key of its request, from which its id follows
 */
record Withdrawal(
        AccountId account,
        String key,
        WithdrawalId id,
        Coin coin,
        Amount amount,
        Amount fee,
        Destination destination) {

    static Withdrawal of(
            AccountId account, String key, Coin coin, Amount amount, Destination destination) {
        return new Withdrawal(
                account,
                key,
                NamedIds.withdrawal(NamedIds.commandKey(account, key)),
                coin,
                amount,
                coin.fee(),
                destination);
    }

    static Withdrawal any(AccountId account, SplittableRandom random) {
        Coin coin = Coin.any(random);
        return of(account, Ids.uuid(random), coin, coin.amount(random), coin.destination(random));
    }
}
