package io.sluice.command.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.command.World;
import io.sluice.command.bus.CommandOutcome;
import io.sluice.command.bus.LedgerEventMessages;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.ReasonClass;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.command.LedgerCommand.CreditDeposit;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.refusal.RefusedException;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that may not know of a pause releases nothing. */
class TakeoverOnANodeTest {

    private static final int UNREAD = 1;

    @TempDir Path data;
    private World world;
    private AccountId alice;

    @BeforeEach
    void start() {
        world = new World(2, data, Map.of("sluice.circuit.complete-every", "1h"));
        alice =
                IntStream.range(0, 100)
                        .mapToObj(i -> "alice" + i)
                        .filter(name -> world.node().partitionOf(name) != UNREAD)
                        .findFirst()
                        .map(name -> world.funded(name, 100))
                        .orElseThrow();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private void takeOverWithoutReadingAll() {
        world.stop();
        world.logs.partition(UNREAD).hang(true);
        world.startUnready();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> takeover().unread().equals(List.of(UNREAD)));
    }

    private Takeover takeover() {
        return world.circuit().takeover();
    }

    private void assertNothingIsReleased() {
        await().during(Duration.ofMillis(200))
                .atMost(Duration.ofSeconds(5))
                .until(() -> world.events(WithdrawalReleased.class).isEmpty());
    }

    @Test
    void aPartitionThatIsNotReadHoldsTheWithdrawalsOfTheOthersAndNothingElse() {
        takeOverWithoutReadingAll();
        assertThat(takeover().holds()).isTrue();
        assertThat(world.withdraw(alice, 1, "w")).isInstanceOf(CommandOutcome.Accepted.class);
        assertThat(world.send(new CreditDeposit(alice, World.BTC, Amount.of(1), "more"), "more"))
                .isInstanceOf(CommandOutcome.Accepted.class);
        assertNothingIsReleased();
        world.stop();
        world.logs.partition(UNREAD).hang(false);
        world.start();
        world.awaitStatus(alice, "w", WithdrawalStatus.SETTLED);
        assertThat(takeover().holds()).isFalse();
    }

    @Test
    void anOperatorOverridesAndTheNextTakeoverFailsClosedAgain() {
        takeOverWithoutReadingAll();
        world.withdraw(alice, 1, "w");
        Takeover.Overruled given = takeover().overrule("checked by hand", "olga");
        assertThat(given.unread()).containsExactly(UNREAD);
        assertThat(takeover().overrule("again", "oleg")).isEqualTo(given);
        world.awaitStatus(alice, "w", WithdrawalStatus.SETTLED);
        takeOverWithoutReadingAll();
        assertThat(takeover().holds()).isTrue();
        assertThat(takeover().overruled()).isEmpty();
        world.logs.partition(UNREAD).hang(false);
    }

    @Test
    void thereIsNothingToOverrideWhereAllWasRead() {
        assertThatThrownBy(() -> takeover().overrule("just so", "olga"))
                .isInstanceOf(RefusedException.class);
        assertThat(takeover().overruled()).isEmpty();
    }

    @Test
    void aPauseThatStandsInAnotherPartitionAloneHoldsHereToo() {
        PauseId id = new PauseId(new UUID(7, 7));
        PauseOpened pause =
                new PauseOpened(
                        id,
                        new Scope.OfAsset(World.BTC),
                        PauseMode.HOLD,
                        "begun by a node that is gone",
                        ReasonClass.OTHER,
                        Optional.empty(),
                        "",
                        Optional.empty(),
                        "tester");
        world.node()
                .barriers(UNREAD)
                .direct(
                        "pause-opened",
                        world.node().barriers(UNREAD).newNonce(),
                        Map.of(),
                        List.of(
                                LedgerEventMessages.stored(
                                        pause, "open-pause", World.circuitHeader("p"))))
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
        await().atMost(Duration.ofSeconds(5)).until(() -> world.circuit().board().isActive(id));
        world.withdraw(alice, 1, "w");
        world.send(World.request(alice, World.ETH, World.ETHEREUM, 1, "0xother"), "not-in-scope");
        world.awaitStatus(alice, "not-in-scope", WithdrawalStatus.SETTLED);
        assertThat(world.status(alice, "w")).isEqualTo(WithdrawalStatus.REQUESTED);
        world.circuit().completion().complete();
        world.circuit().completion().complete();
        world.awaitStatus(alice, "w", WithdrawalStatus.HELD);
        world.circuit()
                .resumptions()
                .resume(List.of(id), "over", Optional.empty(), World.circuitHeader("r"));
        world.awaitStatus(alice, "w", WithdrawalStatus.SETTLED);
    }
}
