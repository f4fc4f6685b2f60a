package io.sluice.command.bus;

import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.account.DepositByReference;
import io.sluice.ledger.circuit.CircuitState;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.DepositId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.withdrawal.WithdrawalState;
import io.sluice.log.EventView;
import java.util.function.IntFunction;

/** Where each kind of state comes from. */
record StateSources(
        StateSource<AccountId, AccountState> accounts,
        StateSource<WithdrawalId, WithdrawalState> withdrawals,
        StateSource<EntityIds.Circuit, CircuitState> circuit,
        StateSource<DepositId, DepositByReference> deposits,
        StateSource<EntityIds.Key, FirstOutcome> firstOutcomes) {

    static StateSources of(IntFunction<EventView> views, StateSource.Epochs epochs) {
        return new StateSources(
                new StateSource<>(EntityKinds.ACCOUNT, views, epochs),
                new StateSource<>(EntityKinds.WITHDRAWAL, views, epochs),
                new StateSource<>(EntityKinds.CIRCUIT, views, epochs),
                new StateSource<>(EntityKinds.DEPOSIT, views, epochs),
                new StateSource<>(EntityKinds.FIRST_OUTCOME, views, epochs));
    }
}
