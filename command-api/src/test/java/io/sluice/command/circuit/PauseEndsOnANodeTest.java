package io.sluice.command.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.command.World;
import io.sluice.failpoint.Failpoint;
import io.sluice.failpoint.Failpoints;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.ReasonClass;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.command.LedgerCommand.ExtendPause;
import io.sluice.ledger.command.LedgerCommand.OpenPause;
import io.sluice.ledger.event.LedgerEvent.ExtensionDecided;
import io.sluice.ledger.event.LedgerEvent.PauseExtended;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.PauseResumed;
import io.sluice.ledger.event.LedgerEvent.ResumptionDecided;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ends of pauses, carried and come to; and a fan-out that is cut off at each of its steps. */
class PauseEndsOnANodeTest {

    private static final int PARTITIONS = 3;
    private static final PauseId ID = NamedIds.pause(NamedIds.circuitKey("p"));
    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

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

    private PauseAnswer pause(Optional<Instant> end, boolean liftAtEnd) {
        OpenPause command =
                new OpenPause(
                        new Scope.OfAsset(World.BTC),
                        PauseMode.HOLD,
                        "wallet upgrade",
                        ReasonClass.WALLET_MAINTENANCE,
                        Optional.empty(),
                        "",
                        end,
                        liftAtEnd);
        return world.circuit().pauses().open(command, World.circuitHeader("p"));
    }

    private ExtensionAnswer extend(String key, Instant end) {
        return world.circuit()
                .extensions()
                .extend(new ExtendPause(ID, end, "longer", true), World.circuitHeader(key));
    }

    private void hangAll(boolean hangs) {
        IntStream.range(0, PARTITIONS).forEach(p -> world.logs.partition(p).hang(hangs));
    }

    @Test
    void anExtensionIsDecidedOnceAndCarriedIntoEveryPartition() {
        pause(Optional.empty(), false);
        ExtensionAnswer answer = extend("e", FAR);
        assertThat(answer.pending()).isEmpty();
        assertThat(world.events(ExtensionDecided.class)).hasSize(1);
        assertThat(world.events(PauseExtended.class))
                .hasSize(PARTITIONS)
                .allSatisfy(
                        extended -> {
                            assertThat(extended.expectedEnd()).isEqualTo(FAR);
                            assertThat(extended.decisionPosition())
                                    .isEqualTo(answer.decidedAt().toString());
                        });
        assertThat(extend("e", FAR).repeated()).isTrue();
        world.restart();
        CircuitBoard board = world.circuit().board();
        assertThat(board.expectedEnd(board.pause(ID).orElseThrow())).contains(FAR);
    }

    @Test
    void anExtensionThatDidNotReachAPartitionIsCarriedOnLater() {
        pause(Optional.empty(), false);
        int other = (world.node().partitionOf(ID.toString()) + 1) % PARTITIONS;
        world.logs.partition(other).hang(true);
        assertThat(extend("e", FAR).pending()).containsExactly(other);
        world.stop();
        world.logs.partition(other).hang(false);
        world.start();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.events(PauseExtended.class).size() == PARTITIONS);
    }

    @Test
    void aPauseThatNobodyKnowsIsNotExtended() {
        assertThatThrownBy(() -> extend("e", FAR))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        r -> assertThat(r.code()).isEqualTo(ErrorCode.PAUSE_NOT_FOUND));
    }

    @Test
    void aPauseThatWasToLiftItselfDoesAtItsEndAndInEveryPartition() {
        Instant end = Instant.now().plusMillis(400).truncatedTo(ChronoUnit.MICROS);
        pause(Optional.of(end), true);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.events(PauseResumed.class).size() == PARTITIONS);
        assertThat(world.events(ResumptionDecided.class))
                .singleElement()
                .satisfies(decided -> assertThat(decided.decidedBy()).isEqualTo("ledger"));
        assertThat(Instant.now()).isAfterOrEqualTo(end);
        assertThat(world.circuit().board().active()).isEmpty();
    }

    @Test
    void anAnnouncedEndEndsNothing() {
        pause(Optional.of(Instant.now().plusMillis(50).truncatedTo(ChronoUnit.MICROS)), false);
        await().during(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(5))
                .until(() -> world.circuit().board().active().equals(List.of(ID)));
    }

    /** What is thrown where the process would have ended. */
    private static final class Cut extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Cut() {
            super("cut off here", null, false, false);
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "PAUSE_BEFORE_INTENT",
                "PAUSE_AFTER_INTENT",
                "PAUSE_BEFORE_BARRIER",
                "PAUSE_AFTER_BARRIER",
                "PAUSE_AFTER_ALL_BARRIERS",
                "PAUSE_AFTER_GUARD",
                "PAUSE_BEFORE_ANSWER"
            })
    void aFanOutThatIsCutOffAtAnyStepStandsInAllPartitionsOrInNone(Failpoint point) {
        try (Failpoints.Armed armed =
                Failpoints.arm(
                        point,
                        1,
                        () -> {
                            hangAll(true);
                            throw new Cut();
                        })) {
            try {
                pause(Optional.empty(), false);
            } catch (RuntimeException cutOff) {
                assertThat(cutOff).isInstanceOfAny(Cut.class, RefusedException.class);
            }
            assertThat(armed.times()).isPositive();
        }
        world.stop();
        hangAll(false);
        world.start();
        CircuitBoard board = world.circuit().board();
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                world.circuit().intents().open().isEmpty()
                                        && (board.known().isEmpty()
                                                || board.unfenced(ID).isEmpty()));
        assertThat(board.known().isEmpty()).isEqualTo(point == Failpoint.PAUSE_BEFORE_INTENT);
        assertThat(pause(Optional.empty(), false).fencedAt()).hasSize(PARTITIONS);
        assertThat(world.events(PauseOpened.class).stream().map(PauseOpened::pauseId).distinct())
                .containsExactly(ID);
    }
}
