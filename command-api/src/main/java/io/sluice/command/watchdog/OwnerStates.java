package io.sluice.command.watchdog;

import io.sluice.command.bus.CommandEngine;
import io.sluice.command.bus.Commands;
import io.sluice.command.bus.Route;
import io.sluice.command.bus.Turns;
import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.account.Balances;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.wire.EventTags;
import io.sluice.log.EventTag;
import io.sluice.log.EventView;
import io.sluice.log.PartitionWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;

/**
 * Reads the very states that decisions are made on, on their partition's loop. They hold what is in
 * flight too, and so does the look for later events.
 */
public final class OwnerStates implements OwnerBalances {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final CommandEngine engine;
    private final Commands commands;
    private final IntFunction<EventView> events;
    private final Clock clock;

    /**
     * @param events a partition's events, with speculation on its loop
     */
    public OwnerStates(
            CommandEngine engine, Commands commands, IntFunction<EventView> events, Clock clock) {
        this.engine = engine;
        this.commands = commands;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Optional<Balances>> unmovedSince(
            AccountId account, long nextSequence) {
        Route route = commands.routeOf(account);
        try {
            return engine.turns()
                    .take(
                            route,
                            clock.instant().plus(PATIENCE),
                            new Look(account, route.partition(), nextSequence));
        } catch (RuntimeException notOurs) {
            return CompletableFuture.failedFuture(notOurs);
        }
    }

    private final class Look implements Turns.Turn<Optional<Balances>, Optional<Balances>> {

        private final AccountId account;
        private final int partition;
        private final long nextSequence;

        Look(AccountId account, int partition, long nextSequence) {
            this.account = account;
            this.partition = partition;
            this.nextSequence = nextSequence;
        }

        @Override
        public Optional<Balances> decide(ProcessingContext context) {
            EventView view = events.apply(partition);
            EventTag tag = new EventTag(EventTags.ACCOUNT, account.value());
            boolean unmoved =
                    view.nextSequence() >= nextSequence
                            && view.sequencesOf(tag, nextSequence).length == 0;
            return unmoved
                    ? Optional.of(balances(engine.statesOf(context).account(account)))
                    : Optional.empty();
        }

        private static Balances balances(AccountState state) {
            return switch (state) {
                case AccountState.Absent absent -> new Balances(Map.of());
                case AccountState.Existing account -> account.balances();
            };
        }

        /** Nobody outside is told, so there is no entry to wait for. */
        @Override
        public CompletableFuture<Optional<Balances>> answer(
                Optional<Balances> found, ProcessingContext context, PartitionWriter writer) {
            return CompletableFuture.completedFuture(found);
        }
    }
}
