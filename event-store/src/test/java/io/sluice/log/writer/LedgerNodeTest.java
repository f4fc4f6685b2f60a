package io.sluice.log.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.log.AppendCheck;
import io.sluice.log.AppendConflictException;
import io.sluice.log.Confirmed;
import io.sluice.log.CountedEntry;
import io.sluice.log.EventTag;
import io.sluice.log.EventView;
import io.sluice.log.GuardPoint;
import io.sluice.log.InMemoryGuard;
import io.sluice.log.InMemoryLogs;
import io.sluice.log.IndexNotes;
import io.sluice.log.LogPosition;
import io.sluice.log.LogUnavailableException;
import io.sluice.log.PartitionFollower;
import io.sluice.log.PositionStanding;
import io.sluice.log.RawRecord;
import io.sluice.log.StoredEvent;
import io.sluice.log.TextPayloads;
import io.sluice.log.TooManyInFlightException;
import io.sluice.log.WriterState;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LedgerNodeTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final InMemoryLogs logs = new InMemoryLogs(2);
    private final InMemoryGuard guard = new InMemoryGuard();

    @Test
    void guardsWhatItConfirmedSoonAfter() throws Exception {
        try (LedgerNode node = serving()) {
            Confirmed confirmed = append(node, "moved");
            await().atMost(SOON)
                    .until(
                            () ->
                                    guard.read(0)
                                            .filter(
                                                    point ->
                                                            point.offset()
                                                                    >= confirmed
                                                                            .position()
                                                                            .offset())
                                            .isPresent());
        }
    }

    @Test
    void guardsItsLastEntryWhenItStops() throws Exception {
        LedgerNodeSettings usual = LedgerNodeSettings.ofOwner();
        LedgerNodeSettings seldom =
                new LedgerNodeSettings(
                        usual.owner(), usual.writer(), Duration.ofHours(1), usual.startDeadline());
        Confirmed confirmed;
        try (LedgerNode node =
                new LedgerNode(seldom, logs, guard, new TextPayloads(), Clock.systemUTC())) {
            node.start();
            await().atMost(SOON).until(node::isReady);
            confirmed = append(node, "moved");
            assertThat(guard.read(0)).isEmpty();
        }
        assertThat(guard.read(0).orElseThrow().offset())
                .isGreaterThanOrEqualTo(confirmed.position().offset());
    }

    @Test
    void refusesALogThatEndsBeforeItsGuard() throws Exception {
        try (LedgerNode node = serving()) {
            append(node, "moved");
        }
        GuardPoint last = guard.read(0).orElseThrow();
        guard.write(new GuardPoint("in-memory", 0, last.offset() + 100, last.head()));
        try (LedgerNode node = node()) {
            node.start();
            await().atMost(SOON).until(() -> node.writer(0).state() == WriterState.REFUSING);
            assertThat(node.refusals())
                    .singleElement()
                    .asString()
                    .contains("acknowledged data is lost in partition 0");
            assertThat(node.writer(1).state()).isIn(WriterState.CATCHING_UP, WriterState.SERVING);
            assertThat(node.writer(0).settle())
                    .failsWithin(SOON)
                    .withThrowableThat()
                    .withCauseInstanceOf(LogUnavailableException.class);
        }
        assertThat(guard.read(0).orElseThrow().offset()).isGreaterThan(100);
    }

    @Test
    void refusesAnEmptyLogWhereTheGuardIsNot() {
        guard.write(new GuardPoint("in-memory", 0, 5, io.sluice.log.Head.of(new byte[32])));
        try (LedgerNode node = node()) {
            assertThatThrownBy(node::start)
                    .isInstanceOf(LogUnavailableException.class)
                    .hasMessageContaining("acknowledged data is lost");
        }
    }

    @Test
    void stopsAPartitionAtACountedEntryThatCannotBeRead() {
        try (LedgerNode node = serving()) {
            logs.partition(0)
                    .add(
                            new io.sluice.log.chain.ChainRecord(
                                            io.sluice.log.chain.EntryKind.BARRIER,
                                            io.sluice.log.Head.of(new byte[32]),
                                            new byte[0],
                                            "nonsense".getBytes(StandardCharsets.UTF_8))
                                    .toRaw());
            await().atMost(SOON).until(() -> node.writer(0).state() == WriterState.REFUSING);
            assertThat(node.refusals()).singleElement().asString().contains("partition 0 offset");
        }
    }

    @Test
    void passesByRecordsThatAreVoid() throws Exception {
        try (LedgerNode node = serving()) {
            append(node, "before");
            logs.partition(0).add(new RawRecord(0, null, new byte[] {1}, List.of()));
            append(node, "after");
            assertThat(node.writer(0).state()).isEqualTo(WriterState.SERVING);
            assertThat(node.figures(0).voids()).isEqualTo(1);
        }
    }

    @Test
    void rejectsADecisionThatRestsOnSomethingThatChanged() throws Exception {
        try (LedgerNode node = serving()) {
            append(node, "moved");
            AppendCheck stale =
                    new AppendCheck() {
                        @Override
                        public long afterSequence() {
                            return -1;
                        }

                        @Override
                        public boolean matches(StoredEvent event) {
                            return true;
                        }
                    };
            assertThat(node.writer(0).append(new byte[0], List.of(event("late")), stale))
                    .failsWithin(SOON)
                    .withThrowableThat()
                    .withCauseInstanceOf(AppendConflictException.class);
        }
    }

    @Test
    void turnsCallersAwayBeyondItsBound() throws Exception {
        LedgerNodeSettings settings =
                new LedgerNodeSettings(
                        true,
                        new WriterSettings(4, Duration.ofSeconds(15), Duration.ofMillis(50)),
                        Duration.ofMillis(50),
                        SOON);
        try (LedgerNode node =
                new LedgerNode(settings, logs, guard, new TextPayloads(), Clock.systemUTC())) {
            node.start();
            await().atMost(SOON).until(node::isReady);
            CountDownLatch block = new CountDownLatch(1);
            List<CompletableFuture<String>> tasks = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                tasks.add(
                        node.writer(0)
                                .submit(
                                        () -> {
                                            try {
                                                assertThat(block.await(10, TimeUnit.SECONDS))
                                                        .isTrue();
                                            } catch (InterruptedException interrupted) {
                                                Thread.currentThread().interrupt();
                                            }
                                            return CompletableFuture.completedFuture("done");
                                        }));
            }
            block.countDown();
            long turnedAway =
                    tasks.stream()
                            .filter(
                                    task -> {
                                        await().atMost(SOON).until(task::isDone);
                                        return task.isCompletedExceptionally()
                                                && task.exceptionNow()
                                                        instanceof TooManyInFlightException;
                                    })
                            .count();
            assertThat(turnedAway).isBetween(5L, 6L);
        }
    }

    @Test
    void fencesPastTheOwnerAndTheOwnerGoesOn() throws Exception {
        try (LedgerNode node = serving()) {
            Barriers barriers = node.barriers(0);
            Confirmed fence =
                    barriers.direct(
                                    "pause-opened",
                                    barriers.newNonce(),
                                    Map.of(),
                                    List.of(pause("p")))
                            .get(10, TimeUnit.SECONDS);
            assertThat(node.standing(fence.position())).isEqualTo(PositionStanding.IN_CHAIN);
            assertThat(append(node, "after").position().offset())
                    .isGreaterThan(fence.position().offset());
        }
    }

    @Test
    void decidesAgainWhatMayNotBeAppendedAgain() throws Exception {
        List<CompletableFuture<Confirmed>> answers =
                overtaken(_ -> new Check(Instant.MIN, false), _ -> AppendCheck.NONE);
        assertDecidedAgain(answers.getFirst());
        assertThat(answers.getLast()).succeedsWithin(SOON);
    }

    @Test
    void decidesAgainWhatWentByTheTimeOfAnEventThatNeverCounted() throws Exception {
        List<CompletableFuture<Confirmed>> answers =
                overtaken(
                        _ -> new Check(Instant.MIN, false),
                        lastEntryTime -> new Check(lastEntryTime, true));
        assertDecidedAgain(answers.getFirst());
        assertDecidedAgain(answers.getLast());
    }

    @Test
    void appendsAgainWhatWentByTheTimeOfAnEventThatIsAppendedAgainToo() throws Exception {
        List<CompletableFuture<Confirmed>> answers =
                overtaken(_ -> AppendCheck.NONE, lastEntryTime -> new Check(lastEntryTime, true));
        assertThat(answers.getFirst()).succeedsWithin(SOON);
        assertThat(answers.getLast()).succeedsWithin(SOON);
    }

    private static void assertDecidedAgain(CompletableFuture<Confirmed> answer) {
        assertThat(answer)
                .failsWithin(SOON)
                .withThrowableThat()
                .withCauseInstanceOf(AppendConflictException.class);
    }

    /** Rests on no event, but maybe on a time and on something outside the log. */
    private record Check(Instant notBefore, boolean mayBeAppendedAgain) implements AppendCheck {

        @Override
        public long afterSequence() {
            return Long.MAX_VALUE;
        }

        @Override
        public boolean matches(StoredEvent event) {
            return false;
        }
    }

    /**
     * What becomes of two entries that a barrier makes void: it reaches the log first.
     *
     * @param first and second are told the entry time of the last event before their entry
     */
    private List<CompletableFuture<Confirmed>> overtaken(
            Function<Instant, AppendCheck> first, Function<Instant, AppendCheck> second)
            throws Exception {
        try (LedgerNode node = serving()) {
            Barriers barriers = node.barriers(0);
            CompletableFuture<List<CompletableFuture<Confirmed>>> all =
                    node.writer(0)
                            .submit(
                                    () -> {
                                        var _ =
                                                barriers.direct(
                                                        "resolved",
                                                        barriers.newNonce(),
                                                        Map.of(),
                                                        List.of());
                                        return CompletableFuture.completedFuture(
                                                List.of(append(node, first), append(node, second)));
                                    });
            List<CompletableFuture<Confirmed>> answers = all.get(10, TimeUnit.SECONDS);
            for (CompletableFuture<Confirmed> answer : answers) {
                await().atMost(SOON).until(answer::isDone);
            }
            return answers;
        }
    }

    /** On the loop. */
    private static CompletableFuture<Confirmed> append(
            LedgerNode node, Function<Instant, AppendCheck> check) {
        EventView events = node.events(0);
        long next = events.nextSequence();
        return node.writer(0)
                .append(
                        new byte[0],
                        List.of(event("e" + next)),
                        check.apply(next == 0 ? Instant.EPOCH : events.entryTimeOf(next - 1)));
    }

    @Test
    void judgesPositionsThatClientsHold() throws Exception {
        try (LedgerNode node = serving()) {
            LogPosition position = append(node, "moved").position();
            assertThat(node.standing(position)).isEqualTo(PositionStanding.IN_CHAIN);
            assertThat(node.standing(new LogPosition(0, position.offset(), "deadbeef")))
                    .isEqualTo(PositionStanding.NOT_IN_CHAIN);
            assertThat(node.standing(new LogPosition(0, position.offset() + 10, "deadbeef")))
                    .isEqualTo(PositionStanding.NOT_YET_READ);
            assertThat(node.standing(new LogPosition(0, position.offset() + 1_000_000, "deadbeef")))
                    .isEqualTo(PositionStanding.FAR_BEYOND);
            assertThat(node.standing(new LogPosition(2, 0, "deadbeef")))
                    .isEqualTo(PositionStanding.INVALID);
        }
    }

    @Test
    void continuesTheSameLedgerAfterARestart() throws Exception {
        try (LedgerNode node = serving()) {
            append(node, "before");
        }
        try (LedgerNode node = serving()) {
            append(node, "after");
            assertThat(node.events(0).nextSequence()).isEqualTo(2);
        }
    }

    @Test
    void showsAFollowerEverythingFromTheBeginning() throws Exception {
        try (LedgerNode node = serving()) {
            append(node, "one");
        }
        try (LedgerNode node = node()) {
            SeenPayloads seen = new SeenPayloads();
            node.writer(0).follow(seen);
            node.start();
            await().atMost(SOON).until(node::isReady);
            append(node, "two");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(seen.payloads).containsExactly("one", "two"));
        }
    }

    @Test
    void takesNoFollowerOnceItIsRead() {
        try (LedgerNode node = serving()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> node.writer(0).follow(new SeenPayloads()));
        }
    }

    private static final class SeenPayloads implements PartitionFollower {

        private final List<String> payloads = new CopyOnWriteArrayList<>();

        @Override
        public String name() {
            return "seen/1";
        }

        @Override
        public void resume(EventView events, IndexNotes notes) {}

        @Override
        public void onCounted(CountedEntry entry, IndexNotes notes) {
            entry.events().forEach(event -> payloads.add(event.payload().toString()));
        }
    }

    private LedgerNode node() {
        return new LedgerNode(
                LedgerNodeSettings.ofOwner(), logs, guard, new TextPayloads(), Clock.systemUTC());
    }

    private LedgerNode serving() {
        LedgerNode node = node();
        node.start();
        await().atMost(SOON).until(node::isReady);
        return node;
    }

    private static Confirmed append(LedgerNode node, String payload) throws Exception {
        return node.writer(0)
                .append(new byte[0], List.of(event(payload)), AppendCheck.NONE)
                .get(10, TimeUnit.SECONDS);
    }

    private static StoredEvent event(String payload) {
        return stored("moved", payload);
    }

    private static StoredEvent pause(String payload) {
        return stored("pause-opened", payload);
    }

    private static StoredEvent stored(String type, String payload) {
        return new StoredEvent(
                UUID.randomUUID().toString(),
                type,
                "1",
                Instant.EPOCH,
                List.of(new EventTag("t", "1")),
                Map.of(),
                payload);
    }
}
