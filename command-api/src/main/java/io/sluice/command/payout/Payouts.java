package io.sluice.command.payout;

import io.sluice.command.bus.Commands;
import io.sluice.command.bus.Writers;
import io.sluice.command.fold.Placed;
import io.sluice.command.slice.ReleaseGate;
import io.sluice.ledger.reads.StrongReads;
import io.sluice.log.CountedEntry;
import io.sluice.log.EventView;
import io.sluice.log.IndexNotes;
import io.sluice.log.LedgerReader;
import io.sluice.log.LogPosition;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The queues of all partitions, and the one thread that drives their releasers. */
public final class Payouts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Payouts.class);

    private final List<PayoutQueue> queues;
    private final AtomicReferenceArray<@Nullable IndexNotes> indexes;
    private final long mostOpenEach;
    private final OutcomeCounts outcomes = new OutcomeCounts();
    private final LongAdder failures = new LongAdder();
    private final List<Releaser> releasers = new ArrayList<>();
    private final List<HandOver> handOvers = new ArrayList<>();
    private final ScheduledExecutorService pacemaker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("releaser").daemon(true).factory());

    /**
     * @param mostOpen as {@link PayoutSettings#mostOpen()}
     */
    public Payouts(int partitions, long mostOpen) {
        this.mostOpenEach = Math.max(1, mostOpen / partitions);
        this.indexes = new AtomicReferenceArray<>(partitions);
        this.queues =
                IntStream.range(0, partitions)
                        .mapToObj(partition -> new PayoutQueue(partition, outcomes))
                        .toList();
    }

    public PayoutQueue queue(int partition) {
        return queues.get(partition);
    }

    public List<PayoutQueue> queues() {
        return queues;
    }

    /**
     * Whether one more withdrawal may be requested in the partition, by what is confirmed: what is
     * in flight is not counted yet. A partition's queue is whole before the partition serves, and
     * none waits for another's.
     */
    public boolean hasRoom(int partition) {
        return queue(partition).open() < mostOpenEach;
    }

    /** How many may be open in each partition before requests are refused. */
    public long mostOpenEach() {
        return mostOpenEach;
    }

    /** What became of withdrawals lately. */
    public RailOutcomes outcomes() {
        return outcomes.outcomes();
    }

    /** How many releases were read in this life of the node. */
    public long released() {
        return outcomes.released();
    }

    /** Applies a counted entry and notes what changed; on its partition's loop. */
    public void fold(CountedEntry entry, IndexNotes notes) {
        LogPosition position = entry.position();
        PayoutQueue queue = queues.get(position.partition());
        queue.fold(Placed.of(entry), position.offset());
        Placed.of(entry)
                .forEachOrdered(
                        placed -> {
                            OpenNotes.note(placed, queue, notes);
                            CancellationNotes.note(placed, notes);
                        });
        queue.changedDrains().forEach((pause, drain) -> DrainNotes.put(notes, pause, drain));
        indexes.set(position.partition(), notes);
    }

    /**
     * Takes up what was noted; on the partition's loop.
     *
     * @param last the last entry that the events and notes are of
     */
    public void resume(LogPosition last, EventView events, IndexNotes notes) {
        long begun = System.nanoTime();
        PayoutQueue queue = queues.get(last.partition());
        Queue<OpenNote> whole = new PriorityQueue<>(Comparator.comparingLong(OpenNote::sequence));
        long[] others = OpenNotes.read(events, notes, whole::add);
        queue.resume(whole, Placed.at(events, others), last.offset());
        queue.takeUp(DrainNotes.all(notes));
        indexes.set(last.partition(), notes);
        LOG.info(
                "partition {}: took up {} open withdrawals in {} ms",
                last.partition(),
                queue.open(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    }

    /** The partition's notes, for its loop alone; empty before the first entry. */
    Optional<IndexNotes> notes(int partition) {
        return Optional.ofNullable(indexes.get(partition));
    }

    private long draining() {
        return queues.stream().mapToLong(PayoutQueue::draining).sum();
    }

    /** Begins to release. */
    public void start(
            Writers writers,
            LedgerReader reader,
            Commands commands,
            Rails rails,
            RailReports reports,
            StrongReads reads,
            ReleaseGate gate,
            PayoutSettings settings,
            Clock clock) {
        RailRooms rooms = new RailRooms(rails);
        HandOver handOver = new HandOver(rails, new Clearances(reads, clock, settings.fresh()));
        handOvers.add(handOver);
        for (int partition = 0; partition < queues.size(); partition++) {
            int at = partition;
            releasers.add(
                    new Releaser(
                            writers.of(partition),
                            queues.get(partition),
                            commands,
                            rooms,
                            handOver,
                            new LeftBehind(rails, handOver, reports, clock, settings),
                            gate,
                            settings,
                            clock,
                            this::draining,
                            () ->
                                    reader.end(at)
                                            .map(end -> OptionalLong.of(end.offset()))
                                            .orElse(OptionalLong.empty())));
        }
        long pace = settings.pace().toNanos();
        var _ =
                pacemaker.scheduleWithFixedDelay(
                        () -> releasers.forEach(this::tick), pace, pace, TimeUnit.NANOSECONDS);
    }

    /** One releaser's bug must not stop the others. */
    private void tick(Releaser releaser) {
        try {
            releaser.tick();
        } catch (RuntimeException bug) {
            failures.increment();
            LOG.error("a releaser failed", bug);
        }
    }

    /** How often a releaser stopped at a bug. */
    public long failures() {
        return failures.sum();
    }

    @Override
    public void close() {
        pacemaker.shutdownNow();
        handOvers.forEach(HandOver::close);
    }
}
