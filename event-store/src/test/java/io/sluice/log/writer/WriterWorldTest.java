package io.sluice.log.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.log.Confirmed;
import io.sluice.log.Head;
import io.sluice.log.LogPosition;
import io.sluice.log.RawRecord;
import io.sluice.log.WriterState;
import io.sluice.log.chain.ChainRecord;
import io.sluice.log.chain.ChainRules;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * The chain's rules as a model checker mended them: they hold in every seeded world, and each one
 * broken on purpose is caught. A failure names the seed that repeats it.
 */
class WriterWorldTest {

    private static final int WORLDS = Integer.getInteger("sluice.worlds", 300);
    private static final int STEPS = 500;

    @Test
    void rulesHoldInEveryWorld() {
        for (long seed = 1; seed <= WORLDS; seed++) {
            assertThat(findings(seed, ChainRules.STANDARD, WriterRules.STANDARD))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    @Test
    void worldsAreEventful() {
        int ok = 0;
        int refused = 0;
        int reads = 0;
        for (long seed = 1; seed <= 50; seed++) {
            SeededWorld world = world(seed, ChainRules.STANDARD, WriterRules.STANDARD);
            ok += (int) world.asked().stream().filter(asked -> "ok".equals(asked.told)).count();
            refused +=
                    (int)
                            world.asked().stream()
                                    .filter(asked -> "refused".equals(asked.told))
                                    .count();
            reads +=
                    (int) world.asked().stream().filter(asked -> "read".equals(asked.told)).count();
        }
        assertThat(ok).isGreaterThan(500);
        assertThat(refused).isGreaterThan(200);
        assertThat(reads).isGreaterThan(200);
    }

    @Test
    void catchesCommitsThatCountWithoutThePrevCheck() {
        assertCaught(
                new ChainRules() {
                    @Override
                    public boolean counts(ChainRecord entry, Head head) {
                        return true;
                    }
                },
                WriterRules.STANDARD);
    }

    @Test
    void catchesBarriersThatMustExtendTheHead() {
        assertCaught(
                new ChainRules() {
                    @Override
                    public boolean counts(ChainRecord entry, Head head) {
                        return entry.prev().equals(head) || entry.value().length == 0;
                    }
                },
                WriterRules.STANDARD);
    }

    @Test
    void catchesVoidDeclaredTooEarly() {
        assertCaught(
                ChainRules.STANDARD,
                new WriterRules() {
                    @Override
                    boolean voidsOnError() {
                        return true;
                    }
                });
    }

    @Test
    void catchesAnsweringFromSpeculation() {
        assertCaught(
                ChainRules.STANDARD,
                new WriterRules() {
                    @Override
                    void sent(InFlightEntry entry, long expectedOffset) {
                        entry.answer().complete(confirmed(entry, expectedOffset));
                    }
                });
    }

    @Test
    void catchesConfirmingByTheAcknowledgedOffset() {
        boolean caught = false;
        for (long seed = 1; seed <= WORLDS && !caught; seed++) {
            Acknowledgements rules = new Acknowledgements();
            SeededWorld world = new SeededWorld(seed, ChainRules.STANDARD, rules);
            world.log().onStored(rules::stored);
            world.run(STEPS);
            world.calmDown();
            caught = !WorldChecker.check(world).isEmpty();
        }
        assertThat(caught).isTrue();
    }

    /** Takes the broker's word for it: stored at the offset where it was expected. */
    private static final class Acknowledgements extends WriterRules {
        private final Map<Long, InFlightEntry> expected = new HashMap<>();

        @Override
        void sent(InFlightEntry entry, long expectedOffset) {
            expected.put(expectedOffset, entry);
        }

        void stored(RawRecord record, long offset) {
            InFlightEntry entry = expected.get(offset);
            if (entry != null && Arrays.equals(entry.record().value(), record.value())) {
                entry.answer().complete(confirmed(entry, offset));
            }
        }
    }

    @Test
    void catchesStaleAnswersThatNoEntryStandsBehind() {
        assertCaught(
                ChainRules.STANDARD,
                new WriterRules() {
                    @Override
                    boolean settlesAtOnce(CompletableFuture<Confirmed> answer) {
                        answer.complete(
                                new Confirmed(
                                        new LogPosition(0, 0, "00000000"), Instant.EPOCH, 0, 0));
                        return true;
                    }
                });
    }

    @Test
    void refusesALogThatLostAGuardedPause() {
        assertThat(afterLosingAPause(WriterRules.STANDARD).writers())
                .allSatisfy(writer -> assertThat(writer.state()).isEqualTo(WriterState.REFUSING));
    }

    @Test
    void catchesALostPauseThatNobodyGuarded() {
        SeededWorld world =
                afterLosingAPause(
                        new WriterRules() {
                            @Override
                            boolean heedsGuard() {
                                return false;
                            }
                        });
        assertThat(WorldChecker.check(world))
                .anySatisfy(
                        finding ->
                                assertThat(finding)
                                        .contains("told ok and not in the chain: pause"));
    }

    /**
     * A pause is answered, then power fails under a broker that had not synced it, and everyone
     * starts again.
     */
    private static SeededWorld afterLosingAPause(WriterRules rules) {
        SeededWorld world = new SeededWorld(7, ChainRules.STANDARD, rules);
        world.startWriter();
        world.calmDown();
        SeededWorld.Asked pause = new SeededWorld.Asked("pause", "the-pause", 0);
        world.asked().add(pause);
        int before = world.log().records().size();
        world.decide(world.writers().getFirst(), pause);
        world.calmDown();
        assertThat(pause.told).isEqualTo("ok");
        assertThat(world.guard()).isPresent();

        world.log().loseFrom(before);
        world.killAll();
        world.startWriter();
        world.calmDown();
        return world;
    }

    private static Confirmed confirmed(InFlightEntry entry, long offset) {
        return new Confirmed(
                new LogPosition(0, offset, entry.headAfter().prefix()),
                Instant.EPOCH,
                0,
                entry.events().size());
    }

    private static void assertCaught(ChainRules chainRules, WriterRules rules) {
        for (long seed = 1; seed <= WORLDS; seed++) {
            if (!findings(seed, chainRules, rules).isEmpty()) {
                return;
            }
        }
        throw new AssertionError("no world of " + WORLDS + " caught the broken rule");
    }

    private static List<String> findings(long seed, ChainRules chainRules, WriterRules rules) {
        return WorldChecker.check(world(seed, chainRules, rules));
    }

    private static SeededWorld world(long seed, ChainRules chainRules, WriterRules rules) {
        SeededWorld world = new SeededWorld(seed, chainRules, rules);
        world.run(STEPS);
        world.calmDown();
        return world;
    }
}
