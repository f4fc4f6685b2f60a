package io.sluice.command.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.command.World;
import io.sluice.command.bus.CommandOutcome;
import io.sluice.command.circuit.PauseAnswer;
import io.sluice.ledger.account.AccountStatus;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.command.LedgerCommand.CancelWithdrawal;
import io.sluice.ledger.command.LedgerCommand.ChangeAccountStatus;
import io.sluice.ledger.command.LedgerCommand.ReportFailure;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.PauseResumed;
import io.sluice.ledger.event.LedgerEvent.WithdrawalHeld;
import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayoutsOnANodeTest {

    @TempDir Path data;
    private World world;

    @BeforeEach
    void start() {
        world = new World(1, data, Map.of());
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private PauseAnswer pause(String key, Scope scope, PauseMode mode) {
        return world.circuit().pauses().open(World.pause(scope, mode), World.circuitHeader(key));
    }

    private void resume(String key, PauseAnswer pause, Optional<Integer> rate) {
        world.circuit()
                .resumptions()
                .resume(List.of(pause.pause().pauseId()), "over", rate, World.circuitHeader(key));
    }

    private CommandOutcome withdraw(AccountId account, String key, String address) {
        return world.send(World.request(account, World.BTC, World.BITCOIN, 1, address), key);
    }

    private List<WithdrawalId> released() {
        return world.events(WithdrawalReleased.class).stream()
                .map(WithdrawalReleased::withdrawalId)
                .toList();
    }

    private List<String> journal() throws IOException {
        return Files.readAllLines(data.resolve("rail").resolve("sandbox.journal"));
    }

    private static String column(String line, int at) {
        return List.of(line.split("\t", -1)).get(at);
    }

    @Test
    void aWithdrawalIsPaidOnceAndSaysSoInTheJournal() throws IOException {
        AccountId alice = world.funded("alice", 100);
        world.withdraw(alice, 5, "w");
        world.awaitStatus(alice, "w", WithdrawalStatus.SETTLED);
        assertThat(journal())
                .containsExactly("paid\t" + World.withdrawalId(alice, "w") + "\t1\tBTC\t5");
    }

    @Test
    void aRefusalByTheRailGivesTheMoneyBackAndADoubtKeepsIt() throws IOException {
        AccountId alice = world.funded("alice", 100);
        withdraw(alice, "fails", "sandbox:fail");
        withdraw(alice, "doubts", "sandbox:unknown");
        world.awaitStatus(alice, "fails", WithdrawalStatus.FAILED);
        world.awaitStatus(alice, "doubts", WithdrawalStatus.UNKNOWN);
        assertThat(journal().stream().map(line -> column(line, 0)))
                .containsExactlyInAnyOrder("refused", "unknown");
        assertThat(world.reads().account(alice).join().orElseThrow().balances().getFirst())
                .satisfies(
                        btc -> {
                            assertThat(btc.available().units()).isEqualTo(99);
                            assertThat(btc.reserved().units()).isEqualTo(1);
                        });
    }

    @Test
    void aFailureCalledDefinitiveIsOnlyADoubtUnlessTheRailsRulesMakeItProof() {
        AccountId alice = world.funded("alice", 100);
        withdraw(alice, "w", "sandbox:silent");
        world.awaitStatus(alice, "w", WithdrawalStatus.RELEASED);
        world.send(new ReportFailure(alice, World.withdrawalId(alice, "w"), "says who", true), "f");
        assertThat(world.status(alice, "w")).isEqualTo(WithdrawalStatus.UNKNOWN);
    }

    @Test
    void underAHoldNothingIsReleasedAndAfterTheResumeTheyLeaveInOrder() {
        AccountId alice = world.funded("alice", 1000);
        PauseAnswer pause = pause("p", new Scope.All(), PauseMode.HOLD);
        for (int i = 0; i < 150; i++) {
            withdraw(alice, "w" + i, "bc1q");
        }
        assertThat(world.status(alice, "w149")).isEqualTo(WithdrawalStatus.HELD);
        assertThat(released()).isEmpty();
        world.restart();
        assertThat(released()).isEmpty();
        resume("r", pause, Optional.empty());
        withdraw(alice, "late", "bc1q");
        await().atMost(Duration.ofSeconds(10)).until(() -> released().size() == 151);
        List<WithdrawalId> asked =
                world.events(WithdrawalRequested.class).stream()
                        .map(WithdrawalRequested::withdrawalId)
                        .toList();
        assertThat(released()).containsExactlyElementsOf(asked);
    }

    @Test
    void aPauseOfOneAssetLeavesAnotherFlowing() {
        AccountId alice = world.funded("alice", 100);
        pause("p", new Scope.OfAsset(World.BTC), PauseMode.REJECT);
        assertThat(world.withdraw(alice, 1, "btc"))
                .isInstanceOfSatisfying(
                        CommandOutcome.Refused.class,
                        r -> assertThat(r.code()).isEqualTo(ErrorCode.WITHDRAWALS_PAUSED));
        world.send(World.request(alice, World.ETH, World.ETHEREUM, 1, "0x"), "eth");
        world.awaitStatus(alice, "eth", WithdrawalStatus.SETTLED);
    }

    @Test
    void whatWasQueuedWhenThePauseCameIsHeldAndNotReleased() {
        AccountId alice = world.funded("alice", 1000);
        for (int i = 0; i < 120; i++) {
            withdraw(alice, "w" + i, "sandbox:silent");
        }
        PauseAnswer pause = pause("p", new Scope.All(), PauseMode.REJECT);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> released().size() + world.events(WithdrawalHeld.class).size() == 120);
        assertNothingReleasedBehind(pause);
        assertThat(pause.inFlight().stream().mapToLong(Tally::count).sum())
                .isEqualTo(released().size());
    }

    private void assertNothingReleasedBehind(PauseAnswer pause) {
        List<LedgerEvent> events = world.events(0);
        int fence =
                IntStream.range(0, events.size())
                        .filter(
                                i ->
                                        events.get(i) instanceof LedgerEvent.PauseOpened opened
                                                && opened.pauseId().equals(pause.pause().pauseId()))
                        .findFirst()
                        .orElseThrow();
        assertThat(events.subList(fence, events.size()))
                .noneMatch(WithdrawalReleased.class::isInstance);
    }

    @Test
    void heldOnesLeaveNoFasterThanTheResumptionsRate() {
        AccountId alice = world.funded("alice", 1000);
        PauseAnswer pause = pause("p", new Scope.All(), PauseMode.HOLD);
        for (int i = 0; i < 8; i++) {
            withdraw(alice, "w" + i, "bc1q");
        }
        resume("r", pause, Optional.of(10));
        await().atMost(Duration.ofSeconds(10)).until(() -> released().size() == 8);
        Instant resumed = timeOf(PauseResumed.class).getFirst();
        Instant last = timeOf(WithdrawalReleased.class).getLast();
        assertThat(Duration.between(resumed, last)).isGreaterThan(Duration.ofMillis(600));
    }

    private List<Instant> timeOf(Class<? extends LedgerEvent> type) {
        return world.entries(0)
                .filter(e -> e.events().stream().anyMatch(s -> type.isInstance(s.payload())))
                .map(entry -> entry.time())
                .toList();
    }

    @Test
    void aFrozenAccountIsSkippedAndLeavesOnceItIsOpenAgain() {
        AccountId alice = world.funded("alice", 100);
        AccountId bob = world.funded("bob", 100);
        PauseAnswer pause = pause("p", new Scope.All(), PauseMode.HOLD);
        withdraw(alice, "w", "bc1q");
        withdraw(bob, "w", "bc1q");
        world.send(new ChangeAccountStatus(alice, AccountStatus.FROZEN, "look"), "freeze");
        resume("r", pause, Optional.empty());
        world.awaitStatus(bob, "w", WithdrawalStatus.SETTLED);
        assertThat(world.status(alice, "w")).isEqualTo(WithdrawalStatus.HELD);
        world.send(new ChangeAccountStatus(alice, AccountStatus.OPEN, "fine"), "thaw");
        world.awaitStatus(alice, "w", WithdrawalStatus.SETTLED);
    }

    @Test
    void aSecondPauseOverHeldOnesIsNamedInThemAndItsRateCounts() {
        AccountId alice = world.funded("alice", 100);
        AccountId bob = world.funded("bob", 100);
        PauseAnswer first = pause("first", new Scope.All(), PauseMode.HOLD);
        withdraw(alice, "w", "bc1q");
        withdraw(bob, "w", "bc1q");
        world.send(new ChangeAccountStatus(bob, AccountStatus.FROZEN, "look"), "freeze");
        PauseAnswer second = pause("second", new Scope.OfAsset(World.BTC), PauseMode.HOLD);
        PayoutQueue queue = world.payouts().queue(0);
        assertThat(queue.heldFor(second.pause().pauseId())).isEqualTo(2);
        resume("r1", first, Optional.empty());
        assertThat(released()).isEmpty();
        assertThat(queue.draining()).isZero();
        resume("r2", second, Optional.of(7));
        world.awaitStatus(alice, "w", WithdrawalStatus.SETTLED);
        assertThat(queue.draining()).isZero();
        assertThat(queue.queued(new Scope.All()))
                .singleElement()
                .satisfies(left -> assertThat(queue.ratePerSecond(left)).hasValue(7));
    }

    @Test
    void aDrainThatIsTooSlowIsQuickOncePausedAndResumedAgain() {
        AccountId alice = world.funded("alice", 100);
        PauseAnswer first = pause("first", new Scope.All(), PauseMode.HOLD);
        for (int i = 0; i < 60; i++) {
            withdraw(alice, "w" + i, "bc1q");
        }
        resume("r1", first, Optional.of(1));
        PayoutQueue queue = world.payouts().queue(0);
        assertThat(queue.ratePerSecond(first.pause().pauseId())).hasValue(1);
        PauseAnswer second = pause("second", new Scope.OfAsset(World.BTC), PauseMode.HOLD);
        assertThat(queue.heldFor(second.pause().pauseId()))
                .as("at one a second these take longer than is waited for")
                .isGreaterThan(30);
        resume("r2", second, Optional.of(1000));
        assertThat(queue.ratePerSecond(first.pause().pauseId())).hasValue(1000);
        world.awaitStatus(alice, "w59", WithdrawalStatus.SETTLED);
    }

    @Test
    void aHeldWithdrawalCanBeCancelledAndThenNeverLeaves() {
        AccountId alice = world.funded("alice", 100);
        PauseAnswer pause = pause("p", new Scope.All(), PauseMode.HOLD);
        withdraw(alice, "w", "bc1q");
        world.send(new CancelWithdrawal(alice, World.withdrawalId(alice, "w"), "no more"), "c");
        resume("r", pause, Optional.empty());
        withdraw(alice, "next", "bc1q");
        world.awaitStatus(alice, "next", WithdrawalStatus.SETTLED);
        assertThat(released()).containsExactly(World.withdrawalId(alice, "next"));
    }

    @Test
    void whatWasWithTheRailAtARestartIsFinishedAndPaidOnce() throws IOException {
        AccountId alice = world.funded("alice", 1000);
        List<String> keys = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 30; i++) {
                keys.add("w" + round + "-" + i);
                withdraw(alice, keys.getLast(), "bc1q");
            }
            world.restart();
        }
        for (String key : keys) {
            world.awaitStatus(alice, key, WithdrawalStatus.SETTLED);
        }
        assertThat(journal()).hasSize(keys.size());
        assertThat(journal().stream().map(line -> column(line, 1)).distinct()).hasSize(keys.size());
    }
}
