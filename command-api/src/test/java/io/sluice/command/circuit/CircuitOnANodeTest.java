package io.sluice.command.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.command.World;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.ReasonClass;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.command.LedgerCommand.OpenPause;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.PauseResumed;
import io.sluice.ledger.event.LedgerEvent.ResumptionDecided;
import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import io.sluice.log.WriterState;
import io.sluice.log.writer.WriterSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CircuitOnANodeTest {

    private static final int PARTITIONS = 4;

    @TempDir Path data;
    private World world;

    @BeforeEach
    void start() {
        world = new World(PARTITIONS, data, Map.of("sluice.circuit.answer-within", "700ms"));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private PauseAnswer pause(String key, Scope scope) {
        return world.circuit()
                .pauses()
                .open(World.pause(scope, PauseMode.HOLD), World.circuitHeader(key));
    }

    private ResumptionAnswer resume(String key, PauseId... ids) {
        return world.circuit()
                .resumptions()
                .resume(List.of(ids), "over", Optional.empty(), World.circuitHeader(key));
    }

    private static void assertCode(ErrorCode code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        RefusedException.class, r -> assertThat(r.code()).isEqualTo(code));
    }

    private void hang(int partition, boolean hangs) {
        world.logs.partition(partition).hang(hangs);
    }

    @Test
    void aPauseStandsInEveryPartitionAndIsGuardedWhenItIsAnswered() {
        PauseAnswer answer = pause("p", new Scope.All());
        assertThat(answer.pending()).isEmpty();
        assertThat(answer.fencedAt()).hasSize(PARTITIONS);
        assertThat(world.events(PauseOpened.class)).hasSize(PARTITIONS);
        assertThat(world.circuit().intents().open()).isEmpty();
        assertThat(world.circuit().intents().isShut(World.BTC, World.BITCOIN)).isFalse();
    }

    @Test
    void theSameKeyAgainGivesTheSameFencesAlsoAfterARestart() {
        PauseAnswer first = pause("p", new Scope.All());
        world.restart();
        PauseAnswer again = pause("p", new Scope.All());
        assertThat(again.repeated()).isTrue();
        assertThat(again.fencedAt()).isEqualTo(first.fencedAt());
        assertThat(again.inFlight()).isEqualTo(first.inFlight());
        assertCode(
                ErrorCode.IDEMPOTENCY_KEY_REUSED, () -> pause("p", new Scope.OfAsset(World.BTC)));
    }

    @Test
    void anOwnerThatIsCutOffIsGonePast() {
        world.logs.partition(2).hangOwner(true);
        PauseAnswer answer = pause("p", new Scope.All());
        world.logs.partition(2).hangOwner(false);
        assertThat(answer.pending()).isEmpty();
    }

    @Test
    void partitionsThatCannotBeReachedArePendingAndComeLater() {
        hang(1, true);
        PauseAnswer answer = pause("p", new Scope.All());
        assertThat(answer.pending()).containsExactly(1);
        assertThat(world.circuit().intents().isShut(World.BTC, World.BITCOIN)).isTrue();
        hang(1, false);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.circuit().board().unfenced(answer.pause().pauseId()).isEmpty());
        await().atMost(Duration.ofSeconds(5))
                .until(() -> world.circuit().intents().open().isEmpty());
    }

    @Test
    void aPauseIsCompletedBesideAPartitionThatRefuses() {
        var _ =
                world.node()
                        .writer(3)
                        .submit(
                                () -> {
                                    throw new LinkageError("told to");
                                });
        await().atMost(Duration.ofSeconds(5))
                .until(() -> world.node().writer(3).state() == WriterState.REFUSING);
        hang(1, true);
        PauseAnswer answer = pause("p", new Scope.All());
        assertThat(answer.pending()).containsExactly(1, 3);
        hang(1, false);
        // Well before the writer itself would find out that what it sent never came back.
        await().atMost(WriterSettings.DEFAULT.stuckAfter().minusSeconds(5))
                .until(
                        () ->
                                world.circuit()
                                        .board()
                                        .unfenced(answer.pause().pauseId())
                                        .equals(List.of(3)));
    }

    @Test
    void whereNoneIsFencedTheNodeStillReleasesNothingAndCompletesAfterARestart() {
        AccountId alice = world.funded("alice", 100);
        IntStream.range(0, PARTITIONS).forEach(p -> hang(p, true));
        assertCode(ErrorCode.PAUSE_NOT_DURABLE, () -> pause("p", new Scope.All()));
        assertThat(world.circuit().intents().isShut(World.BTC, World.BITCOIN)).isTrue();
        world.stop();
        IntStream.range(0, PARTITIONS).forEach(p -> hang(p, false));
        world.start();
        world.withdraw(alice, 1, "w");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.circuit().intents().open().isEmpty());
        assertThat(world.events(PauseOpened.class)).hasSizeGreaterThanOrEqualTo(PARTITIONS);
        assertThat(world.events(WithdrawalReleased.class)).isEmpty();
    }

    @Test
    void aResumptionIsDecidedOnceAndCarriedIntoEveryPartition() {
        PauseId one = pause("one", new Scope.OfAsset(World.BTC)).pause().pauseId();
        PauseId two = pause("two", new Scope.All()).pause().pauseId();
        ResumptionAnswer answer = resume("r", one);
        assertThat(answer.pending()).isEmpty();
        assertThat(world.events(ResumptionDecided.class)).hasSize(1);
        assertThat(world.events(PauseResumed.class))
                .hasSize(PARTITIONS)
                .allSatisfy(
                        resumed ->
                                assertThat(resumed.decisionPosition())
                                        .isEqualTo(answer.decidedAt().getFirst().toString()));
        assertThat(world.circuit().board().active()).containsExactly(two);
        assertThat(resume("r", one).repeated()).isTrue();
        assertCode(ErrorCode.ALREADY_RESUMED, () -> resume("other", one));
        assertCode(ErrorCode.ALREADY_RESUMED, () -> resume("both", two, one));
        assertThat(world.circuit().board().active()).containsExactly(two);
        assertCode(ErrorCode.PAUSE_NOT_FOUND, () -> resume("none", new PauseId(UUID.randomUUID())));
    }

    @Test
    void aPauseThatIsNotAtItsHomeYetIsToBeEndedLater() {
        PauseId id = NamedIds.pause(NamedIds.circuitKey("p"));
        hang(homeOf("p"), true);
        pause("p", new Scope.All());
        assertCode(ErrorCode.STORE_UNAVAILABLE, () -> resume("r", id));
    }

    @Test
    void oneCallEndsSeveralPauses() {
        PauseId one = pause("one", new Scope.OfAsset(World.BTC)).pause().pauseId();
        PauseId two = pause("two", new Scope.All()).pause().pauseId();
        ResumptionAnswer answer = resume("r", one, two);
        assertThat(answer.resumedAt()).hasSize(2 * PARTITIONS);
        assertThat(world.circuit().board().active()).isEmpty();
    }

    @Test
    void aDecidedResumptionIsCarriedOnAfterARestart() {
        PauseId id = pause("p", new Scope.All()).pause().pauseId();
        int home = world.node().partitionOf(id.toString());
        int other = (home + 1) % PARTITIONS;
        hang(other, true);
        assertThat(resume("r", id).pending()).containsExactly(other);
        world.stop();
        hang(other, false);
        world.start();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.circuit().board().active().isEmpty());
    }

    @Test
    void aPauseGoesThroughWhereTheDiskTakesNoIntentAndARetryWritesIt() throws IOException {
        Path folder = data.resolve("intents");
        Files.delete(folder);
        Files.writeString(folder, "in the way");
        hang(1, true);
        PauseAnswer answer = pause("p", new Scope.All());
        assertThat(answer.pending()).containsExactly(1);
        assertThat(world.circuit().intents().isShut(World.BTC, World.BITCOIN)).isTrue();
        assertThat(world.circuit().intents().isOnDisk(answer.pause().pauseId())).isFalse();
        Files.delete(folder);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> world.circuit().intents().isOnDisk(answer.pause().pauseId()));
        hang(1, false);
    }

    @Test
    void aPauseThatNobodyKnowsIsNotFoundOnlyOnceItsHomeHasAnswered() {
        PauseId unknown = new PauseId(new UUID(7, 7));
        assertCode(ErrorCode.PAUSE_NOT_FOUND, () -> resume("r", unknown));
        int home = world.node().partitionOf(unknown.toString());
        hang(home, true);
        assertCode(ErrorCode.STORE_UNAVAILABLE, () -> resume("r", unknown));
        hang(home, false);
    }

    private int homeOf(String key) {
        return world.node().partitionOf(NamedIds.pause(NamedIds.circuitKey(key)).toString());
    }

    @Test
    void aHalfDecidedResumptionIsNeverSaidToHaveDoneNothingAndWhatWasDecidedIsCarried() {
        String far =
                IntStream.range(0, 100)
                        .mapToObj(i -> "far" + i)
                        .filter(key -> homeOf(key) != homeOf("near"))
                        .findFirst()
                        .orElseThrow();
        PauseId near = pause("near", new Scope.OfAsset(World.BTC)).pause().pauseId();
        PauseId other = pause(far, new Scope.OfAsset(World.ETH)).pause().pauseId();
        hang(homeOf(far), true);
        assertCode(ErrorCode.OUTCOME_UNKNOWN, () -> resume("r", near, other));
        assertThat(world.circuit().board().decision(near)).isPresent();
        hang(homeOf(far), false);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.circuit().board().unresumed(near).isEmpty());
    }

    @Test
    void nothingIsSaidOfTheCircuitBeforeEveryPartitionWasReadToItsEnd() {
        world.circuit().caughtUp().require();
        world.stop();
        hang(3, true);
        world.startUnready();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> world.circuit().caughtUp().missing().equals(List.of(3)));
        assertCode(ErrorCode.STORE_UNAVAILABLE, () -> world.circuit().caughtUp().require());
        PauseAnswer answer = pause("p", new Scope.All());
        assertThat(answer.pending()).containsExactly(3);
        hang(3, false);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.circuit().caughtUp().missing().isEmpty());
        assertThat(world.circuit().takeover().holds()).isFalse();
    }

    @Test
    void aScopeThatNothingCanBeInIsRefused() {
        assertCode(
                ErrorCode.NETWORK_NOT_SUPPORTED,
                () -> pause("p", new Scope.OfAssetAndNetwork(World.BTC, World.ETHEREUM)));
        assertThat(world.circuit().intents().open()).isEmpty();
    }

    private PauseAnswer trip(String episode, String evidence) {
        OpenPause command =
                new OpenPause(
                        new Scope.OfAsset(World.BTC),
                        PauseMode.HOLD,
                        evidence,
                        ReasonClass.INFRASTRUCTURE_INCIDENT,
                        Optional.empty(),
                        ReasonClass.INFRASTRUCTURE_INCIDENT.publicMessage(),
                        Optional.empty());
        return world.circuit().pauses().openOrJoin(command, World.circuitHeader(episode));
    }

    @Test
    void anEpisodeOfTheWatchdogMakesOnePauseWhoeverSeesItAndHoweverOften() {
        PauseAnswer first = trip("stuck-appends", "seen by one node");
        PauseAnswer again = trip("stuck-appends", "seen by another, otherwise");
        assertThat(again.repeated()).isTrue();
        assertThat(again.fencedAt()).isEqualTo(first.fencedAt());
        assertThat(world.events(PauseOpened.class)).hasSize(PARTITIONS);
        resume("r", first.pause().pauseId());
        trip("stuck-appends", "again");
        assertThat(world.circuit().board().active()).isEmpty();
    }

    @Test
    void anEpisodesPauseGoesIntoThePartitionsThatAnotherNodeDidNotReach() {
        hang(1, true);
        assertThat(trip("stuck-appends", "one").pending()).containsExactly(1);
        hang(1, false);
        assertThat(trip("stuck-appends", "another").pending()).isEmpty();
    }
}
