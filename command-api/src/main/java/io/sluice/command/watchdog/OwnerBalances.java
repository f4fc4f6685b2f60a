package io.sluice.command.watchdog;

import io.sluice.ledger.account.Balances;
import io.sluice.ledger.id.AccountId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Balances as decisions are made on them. */
@FunctionalInterface
public interface OwnerBalances {

    /**
     * The account as it is now, where nothing has happened to it from that event of its partition
     * on: then now is as good as at that position. Empty where something has, or where this node
     * has not read that far. Completes on the partition's loop; writes nothing.
     */
    CompletableFuture<Optional<Balances>> unmovedSince(AccountId account, long nextSequence);
}
