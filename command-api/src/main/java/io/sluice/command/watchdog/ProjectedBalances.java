package io.sluice.command.watchdog;

import io.sluice.ledger.account.Balance;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.money.Asset;
import java.util.List;
import java.util.Map;

/** Balances as PostgreSQL has them; provided by the application. */
public interface ProjectedBalances {

    /**
     * The next accounts in turn, so that all of them come up one after the other, read in one
     * snapshot. Blocks for a few seconds at most.
     *
     * @throws RuntimeException where PostgreSQL does not answer
     */
    List<Projected> next(int most);

    /** Those accounts again, as they are now. */
    List<Projected> again(List<AccountId> accounts);

    /**
     * @param nextSequence what PostgreSQL has of the partition are the events below it
     */
    record Projected(
            AccountId account, int partition, long nextSequence, Map<Asset, Balance> balances) {
        public Projected {
            balances = Map.copyOf(balances);
        }
    }
}
