package io.sluice.command.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.command.World;
import io.sluice.command.circuit.CircuitBoard;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.ReasonClass;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.circuit.WatchdogEpisode;
import io.sluice.ledger.command.LedgerCommand.CreditDeposit;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watchdog on a node that runs, whose log can be made to hang. */
class WatchdogOnANodeTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir Path data;
    private Optional<World> world = Optional.empty();

    private World world(Map<String, Object> more) {
        World made =
                new World(
                        2,
                        data,
                        Map.ofEntries(
                                Map.entry("sluice.circuit.answer-within", "500ms"),
                                Map.entry("sluice.watchdog.every", "10ms"),
                                Map.entry("sluice.watchdog.stuck-appends.action", "PAUSE"),
                                Map.entry("sluice.watchdog.stuck-appends.threshold", "200ms"),
                                Map.entry("sluice.watchdog.stuck-appends.for", "0s"),
                                Map.entry("sluice.watchdog.stuck-appends.clear-after", "100ms"),
                                Map.entry(
                                        "sluice.watchdog.stuck-appends.auto-resume",
                                        more.getOrDefault("auto-resume", "false"))));
        world = Optional.of(made);
        return made;
    }

    @AfterEach
    void end() {
        world.ifPresent(World::close);
    }

    /** Sends something that does not come back, and waits for what that leads to. */
    private static PauseOpened provoke(World world, AccountId account, String reference) {
        int partition = world.node().partitionOf(account.value());
        CircuitBoard board = world.circuit().board();
        int before = board.known().size();
        world.logs.partition(partition).hang(true);
        var _ =
                world.commands()
                        .send(
                                new CreditDeposit(
                                        account, World.BTC, Amount.of(1), "stuck-" + reference),
                                World.header(account, "stuck-" + reference));
        await().atMost(SOON).untilAsserted(() -> assertThat(board.known()).hasSize(before + 1));
        return board.pause(board.known().getLast()).orElseThrow();
    }

    private static void mend(World world, AccountId account, PauseId pause) {
        int partition = world.node().partitionOf(account.value());
        world.logs.partition(partition).hang(false);
        await().atMost(SOON).until(() -> world.circuit().board().unfenced(pause).isEmpty());
    }

    @Test
    void appendsThatDoNotComeBackShutTheGateAndItStaysShut() {
        World it = world(Map.of());
        AccountId alice = it.funded("alice", 100);
        PauseOpened pause = provoke(it, alice, "1");
        assertThat(pause.openedBy()).isEqualTo("watchdog");
        assertThat(pause.reasonClass()).isEqualTo(ReasonClass.INFRASTRUCTURE_INCIDENT);
        assertThat(pause.reason())
                .startsWith(
                        "stuck-appends: partition " + it.node().partitionOf("alice") + " (SERVING)")
                .contains("1 in flight")
                .endsWith("(threshold 200 ms)");
        assertThat(it.circuit().intents().isShut(World.BTC, World.BITCOIN)).isTrue();

        mend(it, alice, pause.pauseId());
        it.withdraw(alice, 5, "w1");
        assertThat(it.status(alice, "w1")).isEqualTo(WithdrawalStatus.HELD);
        await().during(Duration.ofMillis(400))
                .until(() -> it.circuit().board().isActive(pause.pauseId()));
    }

    @Test
    void aSecondEpisodeMakesASecondPauseOnceTheFirstWasResumed() {
        World it = world(Map.of());
        AccountId alice = it.funded("alice", 100);
        PauseId first = provoke(it, alice, "1").pauseId();
        mend(it, alice, first);
        var _ =
                it.circuit()
                        .resumptions()
                        .resume(
                                List.of(first),
                                "mended",
                                Optional.empty(),
                                World.circuitHeader("resume"));
        await().during(Duration.ofMillis(300))
                .until(() -> it.circuit().board().known().equals(List.of(first)));
        PauseId second = provoke(it, alice, "2").pauseId();
        assertThat(second).isNotEqualTo(first);
        assertThat(
                        WatchdogEpisode.current(
                                        "stuck-appends:ALL:HOLD",
                                        id ->
                                                it.circuit().board().decision(id).stream()
                                                        .map(end -> end.event().resumptionId())
                                                        .findFirst())
                                .pauseId())
                .isEqualTo(second);
        mend(it, alice, second);
    }

    /** A log that ends before what was confirmed: everything else is held, and says why. */
    @Test
    void lostDataShutsTheGateInWhatIsLeft() {
        World it = world(Map.of());
        var _ = it.funded("alice", 100);
        int hurt = it.node().partitionOf("alice");
        it.stop();
        it.logs.partition(hurt).lose(2);
        it.startUnready();
        CircuitBoard board = it.circuit().board();
        await().atMost(SOON).untilAsserted(() -> assertThat(board.known()).hasSize(1));
        PauseOpened pause = board.pause(board.known().getFirst()).orElseThrow();
        assertThat(pause.reasonClass()).isEqualTo(ReasonClass.SECURITY);
        assertThat(pause.reason())
                .startsWith("lost-data: acknowledged data is lost in partition " + hurt);
        assertThat(board.fence(1 - hurt, pause.pauseId())).isPresent();
        assertThat(board.fence(hurt, pause.pauseId())).isEmpty();
        assertThat(it.circuit().intents().isShut(World.BTC, World.BITCOIN)).isTrue();
    }

    @Test
    void itLiftsItsOwnPauseWhereItWasToldTo() {
        World it = world(Map.of("auto-resume", "true"));
        AccountId alice = it.funded("alice", 100);
        PauseId pause = provoke(it, alice, "1").pauseId();
        it.circuit()
                .pauses()
                .open(
                        World.pause(new Scope.OfAsset(World.ETH), PauseMode.HOLD),
                        World.circuitHeader("an-operator's"));
        mend(it, alice, pause);
        await().atMost(SOON).until(() -> it.circuit().board().unresumed(pause).isEmpty());
        assertThat(it.circuit().board().active()).hasSize(1);
    }
}
