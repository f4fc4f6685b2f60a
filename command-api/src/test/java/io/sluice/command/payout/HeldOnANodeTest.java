package io.sluice.command.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.command.World;
import io.sluice.command.bus.CommandOutcome;
import io.sluice.command.circuit.PauseAnswer;
import io.sluice.ledger.account.AccountStatus;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.command.LedgerCommand.ChangeAccountStatus;
import io.sluice.ledger.event.LedgerEvent.WithdrawalCancelled;
import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.reads.Holding;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is held: how it drains, what stops it, and how it is cancelled by filter. */
class HeldOnANodeTest {

    private static final int PARTITIONS = 2;
    private static final UUID CALL = NamedIds.circuitKey("give back");

    @TempDir Path data;
    private World world;

    @BeforeEach
    void start() {
        world = new World(PARTITIONS, data, Map.of());
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private PauseId pause(String key, Scope scope) {
        PauseAnswer answer =
                world.circuit()
                        .pauses()
                        .open(World.pause(scope, PauseMode.HOLD), World.circuitHeader(key));
        return answer.pause().pauseId();
    }

    private void resume(String key, PauseId pause, Optional<Integer> rate) {
        world.circuit()
                .resumptions()
                .resume(List.of(pause), "over", rate, World.circuitHeader(key));
    }

    private Drain drain(PauseId pause) {
        return world.payouts().queues().stream()
                .map(queue -> queue.drain(pause))
                .reduce(Drain.NONE, Drain::plus);
    }

    private long left(PauseId pause) {
        return world.payouts().queues().stream().mapToLong(q -> q.heldFor(pause)).sum();
    }

    private long released() {
        return world.events(WithdrawalReleased.class).size();
    }

    @Test
    void aNewPauseStopsTheDrainAndWhatIsLeftIsHeldByBoth() {
        AccountId alice = world.funded("alice", 1000);
        PauseId first = pause("first", new Scope.All());
        for (int i = 0; i < 40; i++) {
            world.withdraw(alice, 1, "w" + i);
        }
        resume("r1", first, Optional.of(60));
        await().atMost(Duration.ofSeconds(10)).until(() -> released() >= 3);
        PauseId second = pause("second", new Scope.OfAsset(World.BTC));
        long atTheFence = released();
        // New ones join the tail: they are held behind those that were left.
        world.withdraw(alice, 1, "late");
        assertThat(drain(first)).isEqualTo(new Drain(40, atTheFence));
        assertThat(left(first)).isEqualTo(40 - atTheFence);
        assertThat(drain(second)).isEqualTo(new Drain(41 - atTheFence, 0));
        world.restart();
        assertThat(released()).isEqualTo(atTheFence);
        assertThat(drain(first)).isEqualTo(new Drain(40, atTheFence));
        assertThat(drain(second).held()).isEqualTo(41 - atTheFence);
        resume("r2", second, Optional.of(500));
        await().atMost(Duration.ofSeconds(10)).until(() -> released() == 41);
        await().atMost(Duration.ofSeconds(5)).until(() -> drain(first).equals(new Drain(40, 40)));
        assertThat(world.events(WithdrawalReleased.class).getLast().withdrawalId())
                .isEqualTo(World.withdrawalId(alice, "late"));
    }

    @Test
    void saysWhichPauseHoldsAndWhyOneCannotLeave() {
        AccountId alice = world.funded("alice", 100);
        PauseId pause = pause("p", new Scope.All());
        world.withdraw(alice, 1, "w");
        assertThat(holding(alice)).contains(new Holding(List.of(pause), Holding.Reason.PAUSED));
        world.send(new ChangeAccountStatus(alice, AccountStatus.FROZEN, "look"), "freeze");
        resume("r", pause, Optional.empty());
        assertThat(holding(alice))
                .contains(new Holding(List.of(pause), Holding.Reason.ACCOUNT_FROZEN));
        assertThat(world.payouts().queues().stream().mapToLong(q -> q.stuck(pause)).sum())
                .isEqualTo(1);
        world.send(new ChangeAccountStatus(alice, AccountStatus.OPEN, "fine"), "thaw");
        world.awaitStatus(alice, "w", WithdrawalStatus.SETTLED);
        assertThat(holding(alice)).isEmpty();
        assertThat(drain(pause)).isEqualTo(new Drain(1, 1));
    }

    private Optional<Holding> holding(AccountId account) {
        return world.reads()
                .withdrawal(account, World.withdrawalId(account, "w"))
                .join()
                .orElseThrow()
                .holding();
    }

    private Map<WithdrawalId, CommandOutcome> cancel(Cancellations.Filter filter) {
        Map<WithdrawalId, CommandOutcome> told = new LinkedHashMap<>();
        Cancellations cancellations =
                new Cancellations(
                        world.payouts(),
                        world.commands(),
                        world.node()::writer,
                        Duration.ofSeconds(10),
                        Clock.systemUTC());
        cancellations.require(filter, CALL);
        cancellations.run(
                filter,
                CALL,
                "tester",
                (account, withdrawal, outcome) ->
                        assertThat(told.put(withdrawal, outcome)).isNull());
        return told;
    }

    private static Cancellations.Filter of(PauseId pause, String reason) {
        return new Cancellations.Filter(
                Optional.of(pause), Optional.empty(), Optional.empty(), reason);
    }

    @Test
    void aFilterCancelsWhatItFindsAndTheSameCallTellsTheSameAndGoesOn() {
        List<AccountId> accounts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            accounts.add(world.funded("a" + i, 1000));
        }
        PauseId btc = pause("btc", new Scope.OfAsset(World.BTC));
        PauseId eth = pause("eth", new Scope.OfAsset(World.ETH));
        for (AccountId account : accounts) {
            for (int i = 0; i < 60; i++) {
                world.withdraw(account, 1, "w" + i);
            }
            world.send(World.request(account, World.ETH, World.ETHEREUM, 1, "0x"), "eth");
        }
        Map<WithdrawalId, CommandOutcome> first = cancel(of(btc, "bridge is gone"));
        assertThat(first).hasSize(360);
        assertThat(first.values()).allMatch(CommandOutcome.Accepted.class::isInstance);
        assertThat(left(btc)).isZero();
        assertThat(left(eth)).isEqualTo(6);

        world.restart();
        world.withdraw(accounts.getFirst(), 1, "late");
        Map<WithdrawalId, CommandOutcome> again = cancel(of(btc, "bridge is gone"));
        assertThat(again).hasSize(361).containsKeys(first.keySet().toArray(WithdrawalId[]::new));
        first.forEach(
                (id, outcome) -> {
                    CommandOutcome.Accepted accepted = (CommandOutcome.Accepted) outcome;
                    assertThat(again.get(id))
                            .isEqualTo(
                                    new CommandOutcome.Repeated(
                                            accepted.events(), accepted.position()));
                });
        assertThat(world.events(WithdrawalCancelled.class)).hasSize(361);
        assertReused(of(btc, "another reason"));
        assertReused(of(eth, "bridge is gone"));
        assertThat(left(eth)).isEqualTo(6);
        assertThat(world.events(WithdrawalReleased.class)).isEmpty();
    }

    private void assertReused(Cancellations.Filter filter) {
        assertThatThrownBy(() -> cancel(filter))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused ->
                                assertThat(refused.code())
                                        .isEqualTo(ErrorCode.IDEMPOTENCY_KEY_REUSED));
    }
}
