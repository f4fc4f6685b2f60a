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

/**
 * The states that a decision rests on, as this partition's speculation knows them. Whatever is
 * asked for here becomes part of the append condition. Loop thread only.
 */
public final class States {

    private final StateSources sources;
    private final ProcessingContext context;

    States(StateSources sources, ProcessingContext context) {
        this.sources = sources;
        this.context = context;
    }

    public AccountState account(AccountId id) {
        return sources.accounts().load(id, context);
    }

    public WithdrawalState withdrawal(WithdrawalId id) {
        return sources.withdrawals().load(id, context);
    }

    public CircuitState circuit() {
        return sources.circuit().load(EntityIds.Circuit.THE_ONE, context);
    }

    /** What the command's key did before; {@code None} for a command without one. */
    public FirstOutcome firstOutcome(CommandHeader header) {
        return header.key()
                .map(
                        key ->
                                sources.firstOutcomes()
                                        .load(
                                                new EntityIds.Key(key.id()),
                                                context,
                                                KeyLook.unseenBefore(context)))
                .orElse(FirstOutcome.initial());
    }

    public DepositByReference deposit(DepositId id) {
        return sources.deposits().load(id, context);
    }
}
