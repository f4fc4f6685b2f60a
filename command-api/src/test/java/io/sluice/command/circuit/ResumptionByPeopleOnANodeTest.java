package io.sluice.command.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.command.World;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.event.LedgerEvent.PauseResumed;
import io.sluice.ledger.event.LedgerEvent.ResumptionAsked;
import io.sluice.ledger.event.LedgerEvent.ResumptionDecided;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people are needed; the tester paused. */
class ResumptionByPeopleOnANodeTest {

    private static final int PARTITIONS = 3;

    @TempDir Path data;
    private World world;

    @BeforeEach
    void start() {
        world = new World(PARTITIONS, data, Map.of("sluice.circuit.resume-approvals", "2"));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private PauseId pause(String key) {
        return world.circuit()
                .pauses()
                .open(World.pause(new Scope.All(), PauseMode.HOLD), World.circuitHeader(key))
                .pause()
                .pauseId();
    }

    private ResumptionAnswer asks(String who, String key, PauseId... ids) {
        return call(who, key, false, ids);
    }

    private ResumptionAnswer call(String who, String key, boolean breakGlass, PauseId... ids) {
        return world.circuit()
                .resumptions()
                .resume(
                        new Resumptions.Call(List.of(ids), "over", Optional.empty(), breakGlass),
                        World.circuitHeader(who, key));
    }

    /** Restarted between the two, so that nothing of it was in memory only. */
    @Test
    void aPauseEndsWhenASecondPersonAsksAlsoAfterARestart() {
        PauseId one = pause("p1");
        PauseId two = pause("p2");
        ResumptionAnswer first = asks("anna", "a", one, two);
        assertThat(first.waiting()).extracting(ResumptionAsked::pauseId).containsExactly(one, two);
        assertThat(first.decidedAt()).isEmpty();
        assertThat(world.circuit().board().active()).containsExactlyInAnyOrder(one, two);
        world.restart();
        assertThat(asks("anna", "a again", one, two).waiting()).hasSize(2);
        assertThat(asks("tester", "t", two).waiting()).hasSize(1);
        assertThat(world.circuit().board().active()).containsExactlyInAnyOrder(one, two);

        ResumptionAnswer second = asks("ben", "b", one, two);
        assertThat(second.waiting()).isEmpty();
        assertThat(second.resumedAt()).hasSize(2 * PARTITIONS);
        assertThat(world.circuit().board().active()).isEmpty();
        assertThat(world.events(ResumptionDecided.class))
                .extracting(ResumptionDecided::askedBy)
                .containsExactlyInAnyOrder(
                        List.of("anna", "ben"), List.of("anna", "tester", "ben"));

        ResumptionAnswer again = asks("anna", "a", one, two);
        assertThat(again.repeated()).isTrue();
        assertThat(again.waiting()).isEqualTo(first.waiting());
        assertThat(again.askedAt()).isEqualTo(first.askedAt());
    }

    @Test
    void whoeverPausedWaitsForAnotherUnlessTheyBreakTheGlass() {
        PauseId id = pause("p");
        assertThat(asks("tester", "t", id).waiting()).hasSize(1);
        assertThat(asks("tester", "t2", id).waiting()).hasSize(1);
        assertThat(world.events(PauseResumed.class)).isEmpty();
        ResumptionAnswer broken = call("tester", "glass", true, id);
        assertThat(broken.waiting()).isEmpty();
        assertThat(world.circuit().board().active()).isEmpty();
        assertThat(world.circuit().board().decision(id).orElseThrow().event().breakGlass())
                .isTrue();
        assertThatThrownBy(() -> asks("ben", "b", id))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.ALREADY_RESUMED));
    }
}
