package io.sluice.command.bus;

import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.account.DepositByReference;
import io.sluice.ledger.circuit.CircuitState;
import io.sluice.ledger.circuit.PauseTimes;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.DepositId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.wire.EventTags;
import io.sluice.ledger.withdrawal.WithdrawalPeople;
import io.sluice.ledger.withdrawal.WithdrawalState;
import io.sluice.log.EventTag;
import java.util.Map;
import java.util.Objects;

/** All kinds of state that decisions rest on. */
final class EntityKinds {

    /** States in memory are small (some hundred bytes); accounts and withdrawals are many. */
    static final int REMEMBERED = 20_000;

    static final EntityKind<AccountId, AccountState> ACCOUNT =
            new EntityKind<>(
                    AccountState.initial(),
                    id -> new EventTag(EventTags.ACCOUNT, id.value()),
                    (state, sourced) -> state.evolve(sourced.event()),
                    REMEMBERED);

    static final EntityKind<WithdrawalId, WithdrawalState> WITHDRAWAL =
            new EntityKind<>(
                    WithdrawalState.initial(),
                    id -> new EventTag(EventTags.WITHDRAWAL, id.toString()),
                    (state, sourced) -> state.evolve(sourced.event(), sourced.sequence()),
                    REMEMBERED);

    /** Asked for seldom, and its events are few. */
    static final EntityKind<WithdrawalId, WithdrawalPeople> PEOPLE =
            new EntityKind<>(
                    WithdrawalPeople.initial(),
                    id -> new EventTag(EventTags.WITHDRAWAL, id.toString()),
                    (state, sourced) ->
                            state.evolve(
                                    sourced.event(),
                                    Objects.requireNonNull(
                                            sourced.meta().get(EventMeta.ACTOR),
                                            "an event names its actor")),
                    0);

    static final EntityKind<EntityIds.Circuit, CircuitState> CIRCUIT =
            new EntityKind<>(
                    CircuitState.initial(),
                    id -> new EventTag(EventTags.CIRCUIT, EventTags.CIRCUIT),
                    (state, sourced) -> state.evolve(sourced.event(), sourced.sequence()),
                    1);

    static final EntityKind<EntityIds.Circuit, PauseTimes> PAUSE_TIMES =
            new EntityKind<>(
                    PauseTimes.initial(),
                    id -> new EventTag(EventTags.CIRCUIT, EventTags.CIRCUIT),
                    (state, sourced) -> state.evolve(sourced.event(), sourced.entryTime().get()),
                    1);

    static final EntityKind<DepositId, DepositByReference> DEPOSIT =
            new EntityKind<>(
                    DepositByReference.initial(),
                    id -> new EventTag(EventTags.REFERENCE, id.toString()),
                    (state, sourced) -> state.evolve(sourced.event(), sourced.sequence()),
                    0);

    static final EntityKind<EntityIds.Key, FirstOutcome> FIRST_OUTCOME =
            new EntityKind<>(
                    FirstOutcome.initial(),
                    id -> new EventTag(EventTags.KEY, id.value().toString()),
                    EntityKinds::outcome,
                    0);

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
