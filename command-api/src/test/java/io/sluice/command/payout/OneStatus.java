package io.sluice.command.payout;

import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.reads.StrongReads;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import io.sluice.ledger.withdrawal.WithdrawalTerms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A ledger that says one status of whatever it is asked about, or does not answer. */
final class OneStatus implements StrongReads {

    private final AtomicInteger asked = new AtomicInteger();
    volatile WithdrawalStatus status = WithdrawalStatus.RELEASED;
    volatile boolean isAway;

    int asked() {
        return asked.get();
    }

    @Override
    public CompletableFuture<Optional<AccountReading>> account(AccountId id) {
        throw new AssertionError("nobody asks");
    }

    @Override
    public CompletableFuture<Optional<WithdrawalReading>> withdrawal(
            AccountId account, WithdrawalId id) {
        asked.incrementAndGet();
        if (isAway) {
            return CompletableFuture.failedFuture(new IllegalStateException("away"));
        }
        Instruction one = Instructions.of(id);
        WithdrawalTerms terms =
                new WithdrawalTerms(
                        account,
                        one.asset(),
                        one.network(),
                        one.amount(),
                        one.amount(),
                        one.destination());
        return CompletableFuture.completedFuture(
                Optional.of(
                        new WithdrawalReading(
                                id, terms, status, List.of(), "0:1:00", Instant.EPOCH)));
    }
}
