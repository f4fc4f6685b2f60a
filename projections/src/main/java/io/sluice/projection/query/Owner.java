package io.sluice.projection.query;

import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.reads.StrongReads;
import io.sluice.ledger.reads.StrongReads.AccountReading;
import io.sluice.ledger.reads.StrongReads.WithdrawalReading;
import io.sluice.ledger.refusal.RefusedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the partition's owner and waits for the answer, within a deadline. */
final class Owner {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final Optional<StrongReads> reads;

    /**
     * @param reads empty on a node that cannot reach any owner
     */
    Owner(Optional<StrongReads> reads) {
        this.reads = reads;
    }

    Optional<AccountReading> account(AccountId id) {
        return answer(reachable().account(id));
    }

    Optional<WithdrawalReading> withdrawal(AccountId account, WithdrawalId id) {
        return answer(reachable().withdrawal(account, id));
    }

    private StrongReads reachable() {
        return reads.orElseThrow(Refusals::ownerUnreachable);
    }

    private static <T> T answer(CompletableFuture<T> future) {
        try {
            return future.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RefusedException refused) {
                throw refused;
            }
            throw new IllegalStateException("the owner failed to answer", failed.getCause());
        } catch (TimeoutException silent) {
            throw Refusals.ownerUnreachable();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Refusals.ownerUnreachable();
        }
    }
}
