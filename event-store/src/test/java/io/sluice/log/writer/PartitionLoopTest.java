package io.sluice.log.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.log.AppendCheck;
import io.sluice.log.Confirmed;
import io.sluice.log.CountedEntry;
import io.sluice.log.EventView;
import io.sluice.log.InMemoryGuard;
import io.sluice.log.InMemoryLogs;
import io.sluice.log.IndexNotes;
import io.sluice.log.LogUnavailableException;
import io.sluice.log.OutcomeUnknownException;
import io.sluice.log.PartitionFollower;
import io.sluice.log.PartitionWriter;
import io.sluice.log.StoredEvent;
import io.sluice.log.TextPayloads;
import io.sluice.log.WriterState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the partition's thread does with those who fail on it. */
class PartitionLoopTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final LedgerNode node =
            new LedgerNode(
                    LedgerNodeSettings.ofOwner(),
                    new InMemoryLogs(1),
                    new InMemoryGuard(),
                    new TextPayloads(),
                    Clock.systemUTC());

    @AfterEach
    void close() {
        node.close();
    }

    private void serve() {
        node.start();
        await().atMost(SOON).until(node::isReady);
    }

    private CompletableFuture<Confirmed> append(String payload) {
        return node.writer(0).append(new byte[0], List.of(event(payload)), AppendCheck.NONE);
    }

    private static StoredEvent event(String payload) {
        return new StoredEvent(
                UUID.randomUUID().toString(),
                "moved",
                "1",
                Instant.EPOCH,
                List.of(),
                Map.of(),
                payload);
    }

    private static <T> CompletableFuture<T> breakDown() {
        throw new LinkageError("told to");
    }

    private void assertRefusesBecauseOfTheBug() {
        await().atMost(SOON).until(() -> node.writer(0).state() == WriterState.REFUSING);
        assertThat(node.refusals()).singleElement().asString().contains("a bug", "told to");
        assertFails(append("later"), LogUnavailableException.class);
    }

    private static void assertFails(
            CompletableFuture<?> answer, Class<? extends Throwable> because) {
        assertThat(answer).failsWithin(SOON).withThrowableThat().withCauseInstanceOf(because);
    }

    @Test
    void aListenerThatFailsStopsNeitherThePartitionNorOtherListeners() {
        AtomicInteger told = new AtomicInteger();
        node.onAppended(
                0,
                () -> {
                    throw new IllegalStateException("told to");
                });
        node.onAppended(0, told::incrementAndGet);
        serve();
        int before = told.get();

        assertThat(append("one")).succeedsWithin(SOON);
        assertThat(append("two")).succeedsWithin(SOON);

        assertThat(node.writer(0).state()).isEqualTo(WriterState.SERVING);
        await().atMost(SOON).until(() -> told.get() > before);
    }

    /** Submits all while another task runs, so that each waits for those before it. */
    private List<CompletableFuture<Confirmed>> oneAfterTheOther(
            List<Supplier<CompletableFuture<Confirmed>>> tasks) throws InterruptedException {
        return whileBusy(() -> tasks.stream().map(task -> node.writer(0).submit(task)).toList());
    }

    /** What is submitted by that comes to wait, because another task runs. */
    private <T> T whileBusy(Supplier<T> submitting) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch allSubmitted = new CountDownLatch(1);
        var _ =
                node.writer(0)
                        .submit(
                                () -> {
                                    begun.countDown();
                                    awaitOnLoop(allSubmitted);
                                    return CompletableFuture.completedFuture(null);
                                });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        T submitted = submitting.get();
        allSubmitted.countDown();
        return submitted;
    }

    @Test
    void whatIsAskedBeforeThePartitionIsServedWaitsAndSoDoesWhatClosesTheGate() {
        List<CompletableFuture<Confirmed>> answers =
                List.of(
                        append("queued"),
                        node.writer(0).barrier("pause-opened", Map.of(), List.of()),
                        node.writer(0).submitFirst(() -> append("asked first")));
        serve();
        assertThat(answers).allSatisfy(answer -> assertThat(answer).succeedsWithin(SOON));
    }

    @Test
    void whatClosesTheGateDoesNotWaitForWhatIsQueuedUp() throws Exception {
        serve();
        List<CompletableFuture<Confirmed>> answers =
                whileBusy(
                        () -> {
                            PartitionWriter writer = node.writer(0);
                            return List.of(
                                    append("queued"),
                                    append("queued behind"),
                                    writer.barrier("pause-opened", Map.of(), List.of()),
                                    writer.submitFirst(() -> append("asked first")));
                        });
        assertThat(answers).allSatisfy(answer -> assertThat(answer).succeedsWithin(SOON));
        assertThat(answers)
                .extracting(answer -> answer.join().position().offset())
                .containsExactly(4L, 5L, 2L, 3L);
    }

    /** Each takes long; the first is confirmed before the last is begun. */
    @Test
    void whatIsReadBackDoesNotWaitForCommandsThatTakeLong() throws Exception {
        serve();
        List<CompletableFuture<Confirmed>> answers = new CopyOnWriteArrayList<>();
        AtomicInteger confirmedAtTheLast = new AtomicInteger();
        whileBusy(
                () -> {
                    for (int i = 0; i < 50; i++) {
                        answers.add(
                                node.writer(0)
                                        .submit(
                                                () -> {
                                                    spin(Duration.ofMillis(5));
                                                    confirmedAtTheLast.set(doneOf(answers));
                                                    return append("long");
                                                }));
                    }
                    return answers;
                });
        assertThat(answers).allSatisfy(answer -> assertThat(answer).succeedsWithin(SOON));
        assertThat(confirmedAtTheLast).hasPositiveValue();
    }

    private static int doneOf(List<CompletableFuture<Confirmed>> answers) {
        return (int) answers.stream().filter(CompletableFuture::isDone).count();
    }

    private static void spin(Duration length) {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < length.toNanos()) {
            Thread.onSpinWait();
        }
    }

    private static void awaitOnLoop(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anErrorInATaskEndsInRefusalAndAnswersWhatIsInFlightAndWhatWaits() throws Exception {
        serve();
        List<CompletableFuture<Confirmed>> answers =
                oneAfterTheOther(
                        List.of(
                                () -> append("in flight"),
                                PartitionLoopTest::breakDown,
                                () -> append("waits")));

        assertRefusesBecauseOfTheBug();
        assertFails(answers.getFirst(), OutcomeUnknownException.class);
        assertFails(answers.getLast(), LogUnavailableException.class);
    }

    @Test
    void whoeverSubmittedTheTaskThatBrokeIsAnsweredToo() {
        serve();
        assertFails(
                node.writer(0).submit(PartitionLoopTest::breakDown), OutcomeUnknownException.class);
        assertRefusesBecauseOfTheBug();
    }

    @Test
    void aSecondErrorInWhatWaitsKeepsNobodyElseFromItsAnswer() throws Exception {
        serve();
        List<CompletableFuture<Confirmed>> answers =
                oneAfterTheOther(
                        List.of(
                                PartitionLoopTest::breakDown,
                                PartitionLoopTest::breakDown,
                                () -> append("waits")));

        assertRefusesBecauseOfTheBug();
        assertFails(answers.getLast(), LogUnavailableException.class);
    }

    @Test
    void anErrorInAFollowerEndsInRefusalAndAnswersWhatIsInFlight() {
        node.writer(0).follow(new Follower(false));
        serve();
        assertThat(append("fine")).succeedsWithin(SOON);

        assertFails(append("poison"), OutcomeUnknownException.class);
        assertRefusesBecauseOfTheBug();
    }

    @Test
    void anErrorInAFollowerThatTakesUpItsNotesEndsInRefusal() {
        node.writer(0).follow(new Follower(true));
        node.start();
        assertRefusesBecauseOfTheBug();
    }

    /** Breaks at its start, or at an event that says {@code poison}. */
    private record Follower(boolean atItsStart) implements PartitionFollower {

        @Override
        public String name() {
            return "breaks/1";
        }

        @Override
        public void resume(EventView events, IndexNotes notes) {
            if (atItsStart) {
                throw new LinkageError("told to");
            }
        }

        @Override
        public void onCounted(CountedEntry entry, IndexNotes notes) {
            if (entry.events().stream().anyMatch(event -> event.payload().equals("poison"))) {
                throw new LinkageError("told to");
            }
        }
    }
}
