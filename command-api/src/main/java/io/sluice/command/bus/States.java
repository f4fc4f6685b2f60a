package io.sluice.command.bus;

import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.account.DepositByReference;
import io.sluice.ledger.circuit.CircuitState;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.DecisionTime;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.DepositId;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.wire.EventTags;
import io.sluice.ledger.withdrawal.Destination;
import io.sluice.ledger.withdrawal.ExpiryClock;
import io.sluice.ledger.withdrawal.WithdrawalPeople;
import io.sluice.ledger.withdrawal.WithdrawalState;
import io.sluice.log.EventTag;
import io.sluice.log.EventView;
import io.sluice.log.axon.PartitionResource;
import io.sluice.log.axon.ReadSet;
import java.time.Instant;
import java.util.Objects;
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

    /** Who did the first half, where a second person is asked for. */
    public WithdrawalPeople people(WithdrawalId id) {
        return sources.people().load(id, context);
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

    /**
     * Whether the account had a withdrawal queued to that destination; costs the same however often
     * it had.
     */
    public boolean knowsDestination(AccountId account, Network network, Destination destination) {
        EventView events = view();
        EventTag tag =
                new EventTag(
                        EventTags.DESTINATION,
                        NamedIds.destination(account, network, destination).toString());
        ReadSet.add(context, tag, events.nextSequence());
        return events.has(tag);
    }

    /**
     * The time of a decision that is made now.
     *
     * @param steppedOnNode whether the node noticed that its clock jumped
     */
    public DecisionTime time(CommandHeader header, boolean steppedOnNode) {
        EventView events = view();
        long next = events.nextSequence();
        Instant before = next == 0 ? Instant.EPOCH : events.entryTimeOf(next - 1);
        if (before.isAfter(header.now())) {
            ReadSet.addTime(context, before);
        }
        return DecisionTime.of(header.now(), before, steppedOnNode);
    }

    /** What expiries go by, with the pauses of this partition. */
    public ExpiryClock expiryClock(CommandHeader header) {
        return new ExpiryClock(
                time(header, false).at(),
                sources.pauseTimes().load(EntityIds.Circuit.THE_ONE, context));
    }

    private EventView view() {
        return sources.views().apply(partition());
    }

    /** Whose turn this is. */
    public int partition() {
        return Objects.requireNonNull(
                context.getResource(PartitionResource.KEY),
                "states are loaded in the turn of a partition");
    }

    public DepositByReference deposit(DepositId id) {
        return sources.deposits().load(id, context);
    }
}
