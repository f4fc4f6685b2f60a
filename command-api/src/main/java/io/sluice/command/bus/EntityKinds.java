package io.sluice.command.bus;

import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.account.DepositByReference;
import io.sluice.ledger.circuit.CircuitState;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.DepositId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.wire.EventTags;
import io.sluice.ledger.withdrawal.WithdrawalState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.messaging.eventstreaming.Tag;

/** All kinds of state that decisions rest on. */
final class EntityKinds {

    /** States in memory are small (some hundred bytes); accounts and withdrawals are many. */
    private static final int REMEMBERED = 20_000;

    /** Theirs alone have no end of events. */
    static final EntityKind<AccountId, AccountState> ACCOUNTS =
            new EntityKind<>(
                    AccountId.class,
                    AccountState.class,
                    AccountState.initial(),
                    id -> Tag.of(EventTags.ACCOUNT, id.value()),
                    (state, sourced) -> state.evolve(sourced.event()),
                    REMEMBERED);

    static final List<EntityKind<?, ?>> OTHERS =
            List.of(
                    new EntityKind<>(
                            WithdrawalId.class,
                            WithdrawalState.class,
                            WithdrawalState.initial(),
                            id -> Tag.of(EventTags.WITHDRAWAL, id.toString()),
                            (state, sourced) -> state.evolve(sourced.event(), sourced.sequence()),
                            REMEMBERED),
                    new EntityKind<>(
                            EntityIds.Circuit.class,
                            CircuitState.class,
                            CircuitState.initial(),
                            id -> Tag.of(EventTags.CIRCUIT, EventTags.CIRCUIT),
                            (state, sourced) -> state.evolve(sourced.event(), sourced.sequence()),
                            1),
                    new EntityKind<>(
                            DepositId.class,
                            DepositByReference.class,
                            DepositByReference.initial(),
                            id -> Tag.of(EventTags.REFERENCE, id.toString()),
                            (state, sourced) -> state.evolve(sourced.event(), sourced.sequence()),
                            0),
                    new EntityKind<>(
                            EntityIds.Key.class,
                            FirstOutcome.class,
                            FirstOutcome.initial(),
                            id -> Tag.of(EventTags.KEY, id.value().toString()),
                            EntityKinds::outcome,
                            0));

    private EntityKinds() {}

    private static FirstOutcome outcome(FirstOutcome state, EntityKind.SourcedEvent sourced) {
        Map<String, String> meta = sourced.meta();
        return state.evolve(
                Objects.requireNonNull(meta.get(EventMeta.COMMAND), "an event names its command"),
                Objects.requireNonNull(meta.get(EventMeta.KEY), "a keyed event has its raw key"),
                sourced.event(),
                sourced.sequence());
    }
}
