package io.sluice.ledger.reads;

import io.sluice.ledger.account.AccountStatus;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import io.sluice.ledger.withdrawal.WithdrawalTerms;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Linearizable reads from the partition's owner, also while PostgreSQL is down. A future completes
 * only once an entry that was sent after the call is confirmed on the state that was read; it fails
 * with {@link io.sluice.ledger.refusal.RefusedException} of {@code STORE_UNAVAILABLE} when the
 * owner cannot be reached. Nothing here blocks; futures complete on a thread of the owner, so go on
 * elsewhere with anything slow. Empty means that it does not exist, for certain.
 */
public interface StrongReads {

    CompletableFuture<Optional<AccountReading>> account(AccountId id);

    CompletableFuture<Optional<WithdrawalReading>> withdrawal(AccountId account, WithdrawalId id);

    /**
     * @param reserved reserved and in transit together, as the API shows it
     */
    record BalanceReading(Asset asset, Amount available, Amount reserved) {}

    /**
     * @param position the last entry that the reading contains, {@code partition:offset:head8}
     * @param asOf that entry's time
     */
    record AccountReading(
            AccountId accountId,
            AccountStatus status,
            List<BalanceReading> balances,
            String position,
            Instant asOf) {
        public AccountReading {
            balances = List.copyOf(balances);
        }
    }

    /**
     * One event of a withdrawal's life.
     *
     * @param event the event's wire name
     * @param detail what else it says, by the names of the event's members
     */
    record TimelineReading(
            String event, Instant at, String actor, String position, Map<String, String> detail) {
        public TimelineReading {
            detail = Map.copyOf(detail);
        }
    }

    /**
     * @param timeline in the order of the log
     * @param position the last entry that the reading contains, {@code partition:offset:head8}
     * @param holding where it is held
     */
    record WithdrawalReading(
            WithdrawalId id,
            WithdrawalTerms terms,
            WithdrawalStatus status,
            List<TimelineReading> timeline,
            String position,
            Instant asOf,
            Optional<Holding> holding) {
        public WithdrawalReading {
            timeline = List.copyOf(timeline);
        }

        /** One that is not held. */
        public WithdrawalReading(
                WithdrawalId id,
                WithdrawalTerms terms,
                WithdrawalStatus status,
                List<TimelineReading> timeline,
                String position,
                Instant asOf) {
            this(id, terms, status, timeline, position, asOf, Optional.empty());
        }
    }
}
