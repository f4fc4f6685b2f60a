package io.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.command.payout.Lane;
import io.sluice.command.payout.Payout;
import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import io.sluice.log.CountedEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each seed is in the name of its run; {@code -Dsluice.seed=<seed>} runs that one alone. */
class ResumedFoldsTest {

    private static final int ENTRIES = 1_200;
    private static final Instant LATE = Instant.parse("2100-01-01T00:00:00Z");

    static List<Long> seeds() {
        Long given = Long.getLong("sluice.seed");
        return given != null ? List.of(given) : List.of(1L, 2L, 3L, 4L, 5L, System.nanoTime());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRestartAnywhereChangesNothingThatCanBeAsked(long seed) {
        RandomHistory history = new RandomHistory(seed);
        Random cuts = new Random(seed);
        KeptIndex index = new KeptIndex();
        Life unbroken = new Life(index, new KeptIndex.Notes());
        Life restarted = new Life(index, new KeptIndex.Notes());
        int restarts = 0;
        boolean sawUnmarked = false;
        boolean sawInFlight = false;
        for (int i = 0; i < ENTRIES; i++) {
            CountedEntry entry = history.next();
            index.add(entry);
            unbroken.count(entry);
            restarted.count(entry);
            if (cuts.nextInt(12) == 0) {
                restarted = new Life(index, restarted.notes.copy());
                restarts++;
            }
            Map<String, Object> expected = unbroken.seen(history.pauses());
            assertThat(restarted.seen(history.pauses()))
                    .as("seed %d entry %d", seed, i)
                    .isEqualTo(expected);
            assertCountsAreWhatALookAtEachSays(unbroken, history);
            sawUnmarked |= !unbroken.queue().unmarked(1).isEmpty();
            sawInFlight |=
                    history.pauses().stream()
                            .flatMap(p -> unbroken.board.fence(0, p).stream())
                            .anyMatch(fence -> !fence.inFlight().isEmpty());
        }
        assertThat(restarted.notes.asTexts()).isEqualTo(unbroken.notes.asTexts());
        restarted = new Life(index, restarted.notes.copy());
        assertThat(restarted.queue().expired(LATE, Integer.MAX_VALUE)) // told once, then later
                .isEqualTo(unbroken.queue().expired(LATE, Integer.MAX_VALUE));
        assertThat(restarts).isGreaterThan(ENTRIES / 30);
        assertThat(sawUnmarked && sawInFlight).as("seed %d gets somewhere", seed).isTrue();
    }

    private static void assertCountsAreWhatALookAtEachSays(Life life, RandomHistory history) {
        List<Payout> held =
                life.queue().queued(new Scope.All()).stream()
                        .filter(payout -> payout.status() == WithdrawalStatus.HELD)
                        .toList();
        List<Payout> free =
                held.stream()
                        .filter(
                                payout ->
                                        !(history.account(payout.account())
                                                instanceof AccountState.Frozen))
                        .toList();
        assertThat(life.queue().draining())
                .isEqualTo(
                        free.stream()
                                .filter(
                                        p ->
                                                life.board
                                                        .state(0)
                                                        .covering(
                                                                p.lane().asset(),
                                                                p.lane().network())
                                                        .isEmpty())
                                .count());
        for (Lane lane : Life.LANES) {
            assertThat(life.queue().held(lane))
                    .isEqualTo(held.stream().filter(p -> p.lane().equals(lane)).count());
        }
        for (PauseId pause : history.pauses()) {
            assertThat(life.queue().heldFor(pause))
                    .isEqualTo(held.stream().filter(p -> p.names(pause)).count());
            assertThat(life.queue().stuck(pause))
                    .isEqualTo(
                            held.stream().filter(p -> p.names(pause)).count()
                                    - free.stream().filter(p -> p.names(pause)).count());
        }
        assertThat(life.queue().held(any -> true, -1, Integer.MAX_VALUE))
                .hasSameSizeAs(held)
                .isSortedAccordingTo(Comparator.comparing(Payout::order));
    }
}
