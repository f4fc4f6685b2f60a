package io.sluice.command.reads;

import io.sluice.command.bus.CommandEngine;
import io.sluice.command.bus.Commands;
import io.sluice.command.bus.Settled;
import io.sluice.command.bus.States;
import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.reads.Holding;
import io.sluice.ledger.reads.StrongReads;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import io.sluice.ledger.withdrawal.WithdrawalState;
import io.sluice.log.Confirmed;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Reads on the partition's loop, speculation included, and answers once an entry that was sent
 * after the read was asked for is confirmed.
 */
public final class OwnerReads implements StrongReads {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CommandEngine engine;
    private final Commands commands;
    private final Timelines timelines;
    private final Clock clock;

    public OwnerReads(CommandEngine engine, Commands commands, Timelines timelines, Clock clock) {
        this.engine = engine;
        this.commands = commands;
        this.timelines = timelines;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Optional<AccountReading>> account(AccountId id) {
        return bounded(
                engine.read(
                                commands.routeOf(id),
                                clock.instant().plus(PATIENCE),
                                states -> states.account(id))
                        .thenApply(OwnerReads::reading));
    }

    private static Optional<AccountReading> reading(Settled<AccountState> settled) {
        return switch (settled.value()) {
            case AccountState.Absent absent -> Optional.empty();
            case AccountState.Existing account -> Optional.of(reading(account, settled.at()));
        };
    }

    private static AccountReading reading(AccountState.Existing account, Confirmed at) {
        List<BalanceReading> balances =
                account.balances().byAsset().entrySet().stream()
                        .map(
                                of ->
                                        new BalanceReading(
                                                of.getKey(),
                                                of.getValue().available(),
                                                of.getValue()
                                                        .reserved()
                                                        .plus(of.getValue().inTransit())))
                        .toList();
        return new AccountReading(
                account.accountId(),
                account.status(),
                balances,
                at.position().toString(),
                at.time());
    }

    private record WithdrawalRead(
            WithdrawalState state, Optional<Holding> holding, List<Timelines.Moment> moments) {}

    @Override
    public CompletableFuture<Optional<WithdrawalReading>> withdrawal(
            AccountId account, WithdrawalId id) {
        int partition = commands.routeOf(account).partition();
        return bounded(
                engine.read(
                                commands.routeOf(account),
                                clock.instant().plus(PATIENCE),
                                states ->
                                        new WithdrawalRead(
                                                states.withdrawal(id),
                                                holding(states, states.withdrawal(id)),
                                                timelines.moments(partition, id)))
                        .thenApply(settled -> reading(account, partition, settled)));
    }

    private static Optional<Holding> holding(States states, WithdrawalState state) {
        return state instanceof WithdrawalState.Held held
                ? Optional.of(
                        Holding.of(
                                held.pauseIds(),
                                states
                                        .circuit()
                                        .covering(held.terms().asset(), held.terms().network())
                                        .stream()
                                        .map(PauseOpened::pauseId)
                                        .toList(),
                                states.account(held.terms().accountId())
                                        instanceof AccountState.Frozen))
                : Optional.empty();
    }

    private Optional<WithdrawalReading> reading(
            AccountId account, int partition, Settled<WithdrawalRead> settled) {
        return switch (settled.value().state()) {
            case WithdrawalState.Absent absent -> Optional.empty();
            case WithdrawalState.Existing existing ->
                    existing.terms().accountId().equals(account)
                            ? Optional.of(
                                    new WithdrawalReading(
                                            existing.withdrawalId(),
                                            existing.terms(),
                                            existing.status(),
                                            timelines.readings(
                                                    partition, settled.value().moments()),
                                            settled.at().position().toString(),
                                            settled.at().time(),
                                            settled.value().holding()))
                            : Optional.empty();
        };
    }

    /** A read has no effect: whatever keeps it from an answer, it may be asked again. */
    private static <T> CompletableFuture<T> bounded(CompletableFuture<T> reading) {
        return reading.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(
                        failure ->
                                CompletableFuture.failedFuture(
                                        new RefusedException(
                                                ErrorCode.STORE_UNAVAILABLE,
                                                "The partition's owner did not answer.")));
    }
}
