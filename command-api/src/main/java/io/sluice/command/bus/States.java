package io.sluice.command.bus;

import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.account.DepositByReference;
import io.sluice.ledger.circuit.CircuitState;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.DepositId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.withdrawal.WithdrawalState;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.modelling.StateManager;

/**
 * The states that a decision rests on, as this partition's speculation knows them. Whatever is
 * asked for here becomes part of the append condition. Loop thread only.
 */
public final class States {

    private final StateManager manager;
    private final ProcessingContext context;

    States(StateManager manager, ProcessingContext context) {
        this.manager = manager;
        this.context = context;
    }

    public AccountState account(AccountId id) {
        return load(AccountState.class, id);
    }

    public WithdrawalState withdrawal(WithdrawalId id) {
        return load(WithdrawalState.class, id);
    }

    public CircuitState circuit() {
        return load(CircuitState.class, EntityIds.Circuit.THE_ONE);
    }

    /** What the command's key did before; {@code None} for a command without one. */
    public FirstOutcome firstOutcome(CommandHeader header) {
        return header.key()
                .map(key -> load(FirstOutcome.class, new EntityIds.Key(key.id())))
                .orElse(FirstOutcome.initial());
    }

    public DepositByReference deposit(DepositId id) {
        return load(DepositByReference.class, id);
    }

    /** On the loop everything is in memory: a future that is still open is a bug. */
    private <T> T load(Class<T> type, Object id) {
        return manager.loadEntity(type, id, context).resultNow();
    }
}
