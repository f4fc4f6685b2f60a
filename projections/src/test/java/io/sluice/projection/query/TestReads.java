package io.sluice.projection.query;

import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.reads.StrongReads;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An owner that knows what it is told, and can be unreachable. */
final class TestReads implements StrongReads {

    final Map<AccountId, AccountReading> accounts = new HashMap<>();
    final Map<WithdrawalId, WithdrawalReading> withdrawals = new HashMap<>();
    boolean reachable = true;

    @Override
    public CompletableFuture<Optional<AccountReading>> account(AccountId id) {
        return answer(
                accounts.values().stream()
                        .filter(reading -> reading.accountId().equals(id))
                        .findFirst());
    }

    @Override
    public CompletableFuture<Optional<WithdrawalReading>> withdrawal(
            AccountId account, WithdrawalId id) {
        return answer(
                withdrawals.values().stream()
                        .filter(reading -> reading.id().equals(id))
                        .filter(reading -> reading.terms().accountId().equals(account))
                        .findFirst());
    }

    private <T> CompletableFuture<T> answer(T value) {
        return reachable
                ? CompletableFuture.completedFuture(value)
                : CompletableFuture.failedFuture(
                        new RefusedException(ErrorCode.STORE_UNAVAILABLE, "not now"));
    }
}
