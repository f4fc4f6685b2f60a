package io.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.command.bus.LedgerEventMessages;
import io.sluice.command.circuit.CircuitBoard;
import io.sluice.command.payout.Lane;
import io.sluice.command.payout.Payout;
import io.sluice.command.payout.PayoutQueue;
import io.sluice.command.payout.Payouts;
import io.sluice.command.payout.RailHealth;
import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.withdrawal.Destination;
import io.sluice.ledger.withdrawal.RailTerms;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import io.sluice.log.CountedEntry;
import io.sluice.log.Head;
import io.sluice.log.LogPosition;
import io.sluice.log.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each seed is in the name of its run; {@code -Dsluice.seed=<seed>} runs that one alone. */
class ResumedFoldsTest {

    private static final int ENTRIES = 1_200;
    private static final Instant LATE = Instant.parse("2100-01-01T00:00:00Z");
    private static final List<Lane> LANES =
            List.of(new Lane(World.BTC, World.BITCOIN), new Lane(World.ETH, World.ETHEREUM));

    static List<Long> seeds() {
        Long given = Long.getLong("sluice.seed");
        return given != null ? List.of(given) : List.of(1L, 2L, 3L, 4L, 5L, System.nanoTime());
    }

    /** One life of a node's folds, and the notes that it leaves. */
    private static final class Life {

        private final Payouts payouts = new Payouts(1, Long.MAX_VALUE);
        private final CircuitBoard board = new CircuitBoard(1, payouts);
        private final KeptIndex.Notes notes;
        private final PartitionFolds folds;

        Life(KeptIndex index, KeptIndex.Notes notes) {
            this.notes = notes;
            this.folds = new PartitionFolds(payouts, board, index::last);
            folds.resume(index, notes);
        }

        void count(CountedEntry entry) {
            folds.onCounted(entry, notes);
        }

        PayoutQueue queue() {
            return payouts.queue(0);
        }

        /** Everything that can be asked of queue and circuit. */
        Map<String, Object> seen(List<PauseId> pauses) {
            PayoutQueue queue = queue();
            Map<String, Object> seen = new LinkedHashMap<>();
            seen.put("folded to", queue.foldedTo());
            seen.put("open", queue.open());
            seen.put("next", queue.next(Integer.MAX_VALUE, lane -> false, held -> true));
            seen.put("next few", queue.next(3, lane -> false, held -> true));
            seen.put("next unheld", queue.next(5, lane -> false, held -> false));
            seen.put("in flight", queue.inFlight());
            seen.put("unanswered", queue.unanswered());
            seen.put("unmarked", queue.unmarked(Integer.MAX_VALUE));
            seen.put("draining", queue.draining());
            for (WithdrawalStatus status : WithdrawalStatus.values()) {
                seen.put("count of " + status, queue.count(status));
                seen.put("oldest " + status, queue.oldest(status));
                seen.put(
                        "those in " + status,
                        queue.olderThan(status, Instant.MAX, Integer.MAX_VALUE));
            }
            for (Lane lane : LANES) {
                seen.put("held in " + lane, queue.held(lane));
                seen.put("other than " + lane, queue.next(9, lane::equals, held -> true));
            }
            for (Scope scope : RandomHistory.SCOPES) {
                List<Payout> queued = queue.queued(scope);
                seen.put("queued in " + scope, queued);
                seen.put("rates in " + scope, queued.stream().map(queue::ratePerSecond).toList());
                seen.put("in flight in " + scope, queue.inFlight(scope));
            }
            seen.put("circuit", board.state(0));
            seen.put("active in order", board.state(0).active());
            seen.put("known", board.known());
            seen.put("active", board.active());
            for (PauseId pause : pauses) {
                seen.put("held for " + pause, queue.heldFor(pause));
                seen.put("drain of " + pause, queue.drain(pause));
                seen.put("stuck for " + pause, queue.stuck(pause));
                seen.put("fence of " + pause, board.fence(0, pause));
                seen.put("askings for " + pause, board.askings(pause));
                seen.put("decision on " + pause, board.decision(pause));
                seen.put("end of " + pause, board.resumed(0, pause));
                seen.put("unresumed " + pause, board.unresumed(pause));
            }
            return seen;
        }
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
        for (Lane lane : LANES) {
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

    @Test
    void whatSettledDoesNotComeBackWithAnEntryThatItSharesWithAnOpenOne() {
        KeptIndex index = new KeptIndex();
        Life life = new Life(index, new KeptIndex.Notes());
        List<LedgerEvent> requests = List.of(request(1), request(2));
        List<LedgerEvent> releases = List.of(release(1), release(2));
        long offset = 0;
        long sequence = 0;
        for (List<LedgerEvent> events : List.of(requests, releases, List.of(settlement(1)))) {
            CountedEntry entry = entry(offset++, sequence, events);
            sequence += events.size();
            index.add(entry);
            life.count(entry);
        }
        PayoutQueue resumed = new Life(index, life.notes).queue();
        assertThat(resumed.inFlight()).extracting(Payout::id).containsExactly(id(2));
        assertThat(resumed.inFlight()).isEqualTo(life.queue().inFlight());
        assertThat(resumed.queued(new Scope.All())).isEmpty();
    }

    /**
     * A rail that stands still leaves very many, whether it stopped before or after the release.
     */
    @ParameterizedTest(name = "released: {0}")
    @ValueSource(booleans = {false, true})
    void aHundredThousandOpenOnesResumeReadingEachEntryAtMostOnce(boolean released) {
        int batches = 5_000;
        int perBatch = 20;
        KeptIndex index = new KeptIndex();
        Life life = new Life(index, new KeptIndex.Notes());
        List<IntFunction<LedgerEvent>> moves =
                released
                        ? List.of(ResumedFoldsTest::request, ResumedFoldsTest::release)
                        : List.of(ResumedFoldsTest::request);
        long offset = 0;
        for (int batch = 0; batch < batches; batch++) {
            int first = batch * perBatch;
            for (IntFunction<LedgerEvent> move : moves) {
                List<LedgerEvent> events =
                        IntStream.range(first, first + perBatch).mapToObj(move).toList();
                CountedEntry entry = entry(offset++, index.nextSequence(), events);
                index.add(entry);
                life.count(entry);
            }
        }
        PayoutQueue resumed = new Life(index, life.notes).queue();
        assertThat(resumed.open()).isEqualTo((long) batches * perBatch);
        assertThat(resumed.inFlight()).isEqualTo(life.queue().inFlight());
        assertThat(resumed.queued(new Scope.All())).isEqualTo(life.queue().queued(new Scope.All()));
        assertThat(index.entriesAskedFor()).isEqualTo(released ? 0 : batches);
    }

    @Test
    void oneWhoseOutcomeIsOpenStillSpeaksAgainstItsRail() {
        KeptIndex index = new KeptIndex();
        Life life = new Life(index, new KeptIndex.Notes());
        for (LedgerEvent event : List.of(request(1), release(1), doubt(1))) {
            CountedEntry entry = entry(index.nextSequence(), index.nextSequence(), List.of(event));
            index.add(entry);
            life.count(entry);
        }
        List<RailHealth.Reading> readings = life.payouts.outcomes().readings(Instant.EPOCH);
        assertThat(readings).isNotEmpty();
        assertThat(new Life(index, life.notes).payouts.outcomes().readings(Instant.EPOCH))
                .isEqualTo(readings);
    }

    @Test
    void oneThatIsHeldTwiceInAnEntryKeepsItsPlace() {
        PauseId pause = new PauseId(new UUID(8, 1));
        KeptIndex index = new KeptIndex();
        Life life = new Life(index, new KeptIndex.Notes());
        long offset = 0;
        for (List<LedgerEvent> events :
                List.of(
                        List.<LedgerEvent>of(
                                RandomHistory.opened(pause, new Scope.All(), PauseMode.HOLD)),
                        List.of(request(1), request(2)),
                        List.of(hold(1, pause), hold(2, pause), hold(1, pause)))) {
            CountedEntry entry = entry(offset++, index.nextSequence(), events);
            index.add(entry);
            life.count(entry);
        }
        Life resumed = new Life(index, life.notes);
        assertThat(resumed.seen(List.of(pause))).isEqualTo(life.seen(List.of(pause)));
    }

    @Test
    void aHundredThousandHeldOnesResumeWithoutTheirEvents() {
        int batches = 5_000;
        int perBatch = 20;
        PauseId pause = new PauseId(new UUID(8, 1));
        KeptIndex index = new KeptIndex();
        Life life = new Life(index, new KeptIndex.Notes());
        for (int batch = -1; batch < batches; batch++) {
            int first = batch * perBatch;
            List<LedgerEvent> events =
                    batch < 0
                            ? List.of(RandomHistory.opened(pause, new Scope.All(), PauseMode.HOLD))
                            : IntStream.range(first, first + perBatch)
                                    .boxed()
                                    .<LedgerEvent>mapMulti(
                                            (i, each) -> {
                                                each.accept(request(i));
                                                each.accept(hold(i, pause));
                                            })
                                    .toList();
            CountedEntry entry = entry(batch + 1L, index.nextSequence(), events);
            index.add(entry);
            life.count(entry);
        }
        Life resumed = new Life(index, life.notes);
        assertThat(resumed.queue().heldFor(pause)).isEqualTo((long) batches * perBatch);
        assertThat(resumed.queue().held(any -> true, -1, 50))
                .isEqualTo(life.queue().held(any -> true, -1, 50));
        assertThat(index.entriesAskedFor()).as("the pause's, by queue and circuit").isEqualTo(2);
    }

    private static final AccountId ALICE = new AccountId("alice");

    private static WithdrawalId id(int number) {
        return new WithdrawalId(new UUID(7, number));
    }

    private static LedgerEvent request(int number) {
        return new LedgerEvent.WithdrawalRequested(
                ALICE,
                id(number),
                World.BTC,
                World.BITCOIN,
                Amount.of(1),
                Amount.ZERO,
                new Destination("bc1q", Optional.empty()));
    }

    private static LedgerEvent hold(int number, PauseId pause) {
        return new LedgerEvent.WithdrawalHeld(ALICE, id(number), List.of(pause));
    }

    private static LedgerEvent release(int number) {
        return new LedgerEvent.WithdrawalReleased(
                ALICE,
                id(number),
                World.BTC,
                World.BITCOIN,
                Amount.of(1),
                Amount.ZERO,
                1,
                Instant.EPOCH,
                RailTerms.OF_THE_FIRST_VERSION);
    }

    private static LedgerEvent doubt(int number) {
        return new LedgerEvent.WithdrawalOutcomeUnknown(ALICE, id(number), "no answer");
    }

    private static LedgerEvent settlement(int number) {
        return new LedgerEvent.WithdrawalSettled(
                ALICE, id(number), World.BTC, Amount.of(1), Amount.ZERO, "tx", Optional.empty());
    }

    private static CountedEntry entry(long offset, long firstSequence, List<LedgerEvent> events) {
        CommandHeader header =
                new CommandHeader(new UUID(0, 0), "tester", Optional.empty(), Instant.EPOCH);
        List<StoredEvent> stored = new ArrayList<>();
        events.forEach(event -> stored.add(LedgerEventMessages.stored(event, "test", header)));
        return new CountedEntry(
                new LogPosition(0, offset, "00000000"),
                Head.of(new byte[Head.BYTES]),
                Instant.EPOCH,
                Optional.empty(),
                firstSequence,
                stored);
    }
}
