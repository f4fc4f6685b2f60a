package io.sluice.command.bus;

import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.account.DepositByReference;
import io.sluice.ledger.circuit.CircuitState;
import io.sluice.ledger.circuit.PauseTimes;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.DepositId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.withdrawal.WithdrawalPeople;
import io.sluice.ledger.withdrawal.WithdrawalState;
import io.sluice.log.EventView;
import java.util.function.IntFunction;

/** Where each kind of state comes from. */
record StateSources(
        StateSource<AccountId, AccountState> accounts,
        StateSource<WithdrawalId, WithdrawalState> withdrawals,
        StateSource<WithdrawalId, WithdrawalPeople> people,
        StateSource<EntityIds.Circuit, CircuitState> circuit,
        StateSource<DepositId, DepositByReference> deposits,
        StateSource<EntityIds.Key, FirstOutcome> firstOutcomes,
        StateSource<EntityIds.Circuit, PauseTimes> pauseTimes,
        IntFunction<EventView> views) {

    static StateSources of(
            IntFunction<EventView> views,
            StateSource.Epochs epochs,
            StateSnapshots<AccountId, AccountState> accounts) {
        return new StateSources(
                new StateSource<>(EntityKinds.ACCOUNT, views, epochs, accounts),
                new StateSource<>(EntityKinds.WITHDRAWAL, views, epochs, StateSnapshots.none()),
                new StateSource<>(EntityKinds.PEOPLE, views, epochs, StateSnapshots.none()),
                new StateSource<>(EntityKinds.CIRCUIT, views, epochs, StateSnapshots.none()),
                new StateSource<>(EntityKinds.DEPOSIT, views, epochs, StateSnapshots.none()),
                new StateSource<>(EntityKinds.FIRST_OUTCOME, views, epochs, StateSnapshots.none()),
                new StateSource<>(EntityKinds.PAUSE_TIMES, views, epochs, StateSnapshots.none()),
                views);
    }
}
