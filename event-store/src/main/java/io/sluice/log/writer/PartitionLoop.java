package io.sluice.log.writer;

import io.sluice.log.AppendCheck;
import io.sluice.log.Confirmed;
import io.sluice.log.CountedEntry;
import io.sluice.log.EventView;
import io.sluice.log.LogUnavailableException;
import io.sluice.log.OutcomeUnknownException;
import io.sluice.log.PartitionFollower;
import io.sluice.log.PartitionWriter;
import io.sluice.log.RawRecord;
import io.sluice.log.RecordLog;
import io.sluice.log.StoredEvent;
import io.sluice.log.TooManyInFlightException;
import io.sluice.log.UndecodableEntryException;
import io.sluice.log.WriterState;
import io.sluice.log.chain.BarrierEffect;
import io.sluice.log.index.PartitionIndex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition's thread: folds what the tail brings, runs commands, and drives the writer's state
 * machine. Everything of the partition happens here, one thing after the other.
 */
final class PartitionLoop implements PartitionWriter, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PartitionLoop.class);
    private static final int BATCHES_WAITING = 8;
    private static final int COMMANDS_PER_TURN = 256;

    /**
     * Commands that take long, because what they load is on the disk, must not keep the loop from
     * what the tail brings: it would take its own entries for lost.
     */
    private static final long COMMANDS_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final int MOST_URGENT = 256;
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final int partition;
    private final RecordLog recordLog;
    private final PartitionReplay replay;
    private final PartitionIndex index;
    private final WriterCore core;
    private final AppendFailures failures;
    private final WriterCounters counters;
    private final WriterSettings settings;
    private final boolean owner;
    private final RandomGenerator random;
    private final BiConsumer<String, CountedEntry> onBarrier;
    private final CatchUpProgress progress;

    private final BlockingQueue<List<RawRecord>> arrivals =
            new ArrayBlockingQueue<>(BATCHES_WAITING);
    private final BlockingQueue<Runnable> urgent = new ArrayBlockingQueue<>(MOST_URGENT);
    private final BlockingQueue<Runnable> commands;
    private final BlockingQueue<Runnable> housekeeping;
    private final List<PartitionFollower> followers = new ArrayList<>();
    private final List<Runnable> appendListeners = new CopyOnWriteArrayList<>();
    private final Thread thread;

    private volatile WriterState state = WriterState.STARTING;
    private volatile boolean closing;
    private volatile @Nullable Throwable tailFailure;
    private volatile long readTo;
    private volatile boolean caughtUp;
    private volatile long begunAt;
    private volatile long catchUpTo;
    private volatile boolean lostData;
    private volatile Outstanding outstanding = Outstanding.NOTHING;
    private GuardWatch guardWatch = new GuardWatch(Optional.empty());
    private RecordLog.@Nullable Tail tail;

    PartitionLoop(
            RecordLog recordLog,
            PartitionReplay replay,
            PartitionIndex index,
            WriterCore core,
            AppendFailures failures,
            WriterCounters counters,
            WriterSettings settings,
            boolean owner,
            RandomGenerator random,
            BiConsumer<String, CountedEntry> onBarrier) {
        this.partition = recordLog.partition();
        this.recordLog = recordLog;
        this.replay = replay;
        this.index = index;
        this.core = core;
        this.failures = failures;
        this.counters = counters;
        this.settings = settings;
        this.owner = owner;
        this.random = random;
        this.onBarrier = onBarrier;
        this.progress = new CatchUpProgress(partition, System::nanoTime);
        this.commands = new ArrayBlockingQueue<>(settings.mostInFlight());
        this.housekeeping = new ArrayBlockingQueue<>(settings.mostInFlight());
        this.thread =
                Thread.ofPlatform()
                        .name("partition-" + partition)
                        .daemon(true)
                        .unstarted(this::run);
    }

    /**
     * Begins to read; returns at once.
     *
     * @param endOffset where the log ends now
     */
    void start(Beginning beginning, GuardWatch watch, long endOffset) {
        if (beginning instanceof Beginning.Refused(String objection)) {
            lostData = true;
            core.refuse(objection);
            state = core.state();
            caughtUp = true;
            thread.start();
            return;
        }
        beginning.behind().ifPresent(replay::resumeAfter);
        guardWatch = watch;
        begunAt = replay.nextOffset();
        readTo = begunAt;
        catchUpTo = endOffset;
        progress.begin(begunAt);
        thread.start();
        tail =
                recordLog.tail(
                        begunAt,
                        this::onArrival,
                        failure -> {
                            tailFailure = failure;
                            wakeUp();
                        });
    }

    void wakeUp() {
        LockSupport.unpark(thread);
    }

    @Override
    public int partition() {
        return partition;
    }

    @Override
    public WriterState state() {
        return state;
    }

    /** Why it refuses, where it does. */
    String reason() {
        return core.reason();
    }

    /** Whether it refuses because the log lacks what was confirmed. */
    boolean lostData() {
        return lostData;
    }

    Outstanding outstanding() {
        return outstanding;
    }

    WriterCounters counters() {
        return counters;
    }

    PartitionIndex index() {
        return index;
    }

    /** The offset after the last record folded here. */
    long readTo() {
        return readTo;
    }

    CatchUp catchUp() {
        return new CatchUp(begunAt, readTo, catchUpTo, caughtUp);
    }

    /** Whether the log was read to where it ended at the start. */
    boolean caughtUp() {
        return caughtUp;
    }

    /** On the loop with what is in flight, elsewhere confirmed only. */
    EventView events() {
        return onLoop() && owner ? core.speculation() : index;
    }

    long speculationEpoch() {
        return core.speculation().epoch();
    }

    @Override
    public boolean onLoop() {
        return Thread.currentThread() == thread;
    }

    @Override
    public <T> CompletableFuture<T> submit(Supplier<CompletableFuture<T>> task) {
        return submit(commands, task);
    }

    @Override
    public <T> CompletableFuture<T> submitFirst(Supplier<CompletableFuture<T>> task) {
        return submit(urgent, task);
    }

    private <T> CompletableFuture<T> submit(
            BlockingQueue<Runnable> queue, Supplier<CompletableFuture<T>> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        enqueue(queue, result, () -> pass(task, result));
        return result;
    }

    private <T> void pass(Supplier<CompletableFuture<T>> task, CompletableFuture<T> result) {
        try {
            var _ =
                    task.get()
                            .whenComplete(
                                    (value, failure) -> {
                                        if (failure == null) {
                                            result.complete(value);
                                        } else {
                                            result.completeExceptionally(failure);
                                        }
                                    });
        } catch (RuntimeException failure) {
            result.completeExceptionally(failure);
        } catch (Error bug) { // what it did before is in the log, or not
            result.completeExceptionally(
                    new OutcomeUnknownException("partition " + partition + " is stopped by a bug"));
            throw bug;
        }
    }

    private void enqueue(
            BlockingQueue<Runnable> queue, CompletableFuture<?> result, Runnable task) {
        WriterState now = state;
        if (!owner) {
            result.completeExceptionally(new LogUnavailableException("this node does not write"));
        } else if (now == WriterState.REFUSING || now == WriterState.STEPPED_DOWN || closing) {
            result.completeExceptionally(
                    new LogUnavailableException(
                            "partition " + partition + " is " + now + " " + reason()));
        } else if (!queue.offer(task)) {
            result.completeExceptionally(
                    new TooManyInFlightException(
                            partition, queue == urgent ? MOST_URGENT : settings.mostInFlight()));
        } else {
            wakeUp();
        }
    }

    @Override
    public CompletableFuture<Confirmed> append(
            byte[] key, List<StoredEvent> events, AppendCheck condition) {
        return onLoop()
                ? core.append(key, events, condition)
                : submit(() -> core.append(key, events, condition));
    }

    @Override
    public CompletableFuture<Confirmed> settle() {
        return onLoop() ? core.settle() : submit(core::settle);
    }

    @Override
    public CompletableFuture<Confirmed> barrier(
            String effect, Map<String, String> detail, List<StoredEvent> events) {
        return barrier(effect, Nonces.next(random), detail, events);
    }

    /** As {@link #barrier(String, Map, List)} with a nonce that the caller knows it by. */
    CompletableFuture<Confirmed> barrier(
            String effect, String nonce, Map<String, String> detail, List<StoredEvent> events) {
        BarrierEffect known =
                BarrierEffect.of(effect)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "no barrier has effect " + effect));
        return submitFirst(() -> core.barrier(known, nonce, detail, events));
    }

    @Override
    public void follow(PartitionFollower follower) {
        if (thread.getState() != Thread.State.NEW) {
            throw new IllegalStateException(
                    "partition " + partition + " is being read: it is too late to follow it");
        }
        followers.add(follower);
    }

    /** Names of those who follow. */
    List<String> followers() {
        return followers.stream().map(PartitionFollower::name).toList();
    }

    /** Called on the loop after every batch in which something counted. */
    void onAppended(Runnable listener) {
        appendListeners.add(listener);
    }

    void removeOnAppended(Runnable listener) {
        appendListeners.remove(listener);
    }

    private void onArrival(List<RawRecord> records) {
        try {
            while (!arrivals.offer(records, 1, TimeUnit.SECONDS)) {
                if (closing) {
                    return;
                }
            }
            wakeUp();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("the tail was interrupted", interrupted);
        }
    }

    private void run() {
        boolean resumed = core.state() == WriterState.REFUSING;
        if (owner && !resumed) {
            core.catchUp();
        }
        while (!closing) {
            try {
                if (!resumed) {
                    resumed = true;
                    followers.forEach(follower -> follower.resume(index, index.notes()));
                }
                boolean worked = turn();
                state = core.state();
                outstanding = outstanding.next(core, System.nanoTime());
                if (!worked) {
                    LockSupport.parkNanos(this, IDLE_NANOS);
                }
            } catch (UndecodableEntryException undecodable) {
                refuse(
                        undecodable.getMessage() == null
                                ? undecodable.toString()
                                : undecodable.getMessage());
            } catch (RuntimeException
                    | Error bug) { // a partition whose thread died silently would look as if it
                // served
                if (index.failure().isEmpty()) {
                    log.error("partition {}: stopped by a bug", partition, bug);
                }
                refuse(index.failure().orElse("stopped by a bug: " + bug));
            }
        }
        core.stepDown();
        state = core.state();
        outstanding = Outstanding.NOTHING;
        drain(urgent);
        drain(commands);
        drain(housekeeping);
    }

    private void refuse(String why) {
        core.refuse(why);
        state = core.state();
        outstanding = Outstanding.NOTHING;
        drain(urgent);
        drain(commands);
    }

    /** What still waits runs once more; a core that does not serve answers each with the reason. */
    private void drain(BlockingQueue<Runnable> queue) {
        List<Runnable> waiting = new ArrayList<>();
        queue.drainTo(waiting);
        for (Runnable task : waiting) {
            try {
                task.run();
            } catch (RuntimeException | Error bug) { // those behind it wait for their answers too
                log.error("partition {}: a bug in what still waited", partition, bug);
            }
        }
    }

    private boolean turn() {
        boolean worked = fold();
        Throwable failure = tailFailure;
        if (failure != null && core.state() != WriterState.REFUSING) {
            refuse("the log cannot be read on: " + failure.getMessage());
        }
        index.failure().filter(why -> core.state() != WriterState.REFUSING).ifPresent(this::refuse);
        failures.take().ifPresent(core::onAppendFailure);
        Runnable chore = housekeeping.poll();
        if (chore != null) {
            chore.run();
            worked = true;
        }
        long begun = System.nanoTime();
        for (int i = 0; i < COMMANDS_PER_TURN && System.nanoTime() - begun < COMMANDS_NANOS; i++) {
            Runnable command = nextCommand();
            if (command == null) {
                break;
            }
            command.run();
            worked = true;
        }
        core.endOfTurn();
        core.tick();
        return worked;
    }

    /**
     * None while the partition is not served: what was asked of it then waits. What is urgent needs
     * no room: it is little, and what it closes is what fills it.
     */
    private @Nullable Runnable nextCommand() {
        if (!core.isServing()) {
            return null;
        }
        Runnable first = urgent.poll();
        return first != null || !core.hasRoom() ? first : commands.poll();
    }

    private boolean fold() {
        if (core.state() == WriterState.REFUSING) {
            arrivals.clear();
            return false;
        }
        boolean counted = false;
        List<RawRecord> batch = arrivals.poll();
        boolean worked = batch != null;
        while (batch != null) {
            for (RawRecord record : batch) {
                counted |= foldOne(record);
                index.folded(record.offset());
            }
            if (!caughtUp) {
                readTo = replay.nextOffset();
                progress.at(readTo, catchUpTo);
            }
            batch = arrivals.poll();
        }
        if (worked) {
            index.write();
        }
        readTo = replay.nextOffset();
        if (!caughtUp && replay.nextOffset() >= catchUpTo && replay.hasBegun()) {
            catchUpDone();
        }
        if (worked) {
            core.endOfRecords();
            state = core.state();
        }
        if (counted) {
            appendListeners.forEach(this::tell);
        }
        return worked;
    }

    /**
     * Those who wait for news are no part of the ledger: one that fails must not stop the
     * partition.
     */
    private void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException failure) {
            log.warn("partition {}: a listener failed", partition, failure);
        }
    }

    private boolean foldOne(RawRecord record) {
        return switch (replay.fold(record, core.expected())) {
            case Folded.Skipped ignored -> {
                counters.voids.increment();
                yield false;
            }
            case Folded.Counted counted -> {
                counters.counted.increment();
                guardWatch.onCounted(counted.entry());
                followers.forEach(follower -> follower.onCounted(counted.entry(), index.notes()));
                core.onCounted(counted);
                counted.value()
                        .barrier()
                        .ifPresent(barrier -> onBarrier.accept(barrier.nonce(), counted.entry()));
                yield true;
            }
        };
    }

    private void catchUpDone() {
        progress.done(replay.nextOffset());
        guardWatch
                .objection(recordLog.topicId(), replay.nextOffset())
                .ifPresentOrElse(
                        lost -> {
                            lostData = true;
                            refuse(lost);
                        },
                        () -> {
                            if (owner) {
                                core.takeOver();
                            }
                        });
        caughtUp = true;
    }

    /** Stops taking work, lets what is in flight come back, and ends; bounded by the deadline. */
    void close(Duration deadline) {
        long until = System.nanoTime() + deadline.toNanos();
        CompletableFuture<Void> drained = new CompletableFuture<>();
        if (state == WriterState.SERVING) {
            awaitIdle(drained);
            try {
                drained.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } catch (java.util.concurrent.ExecutionException
                    | java.util.concurrent.TimeoutException late) {
                log.warn("partition {}: closing with entries in flight", partition);
            }
        }
        closing = true;
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        RecordLog.Tail running = tail;
        if (running != null) {
            running.close();
        }
        wakeUp();
        try {
            thread.join(
                    Duration.ofNanos(
                            Math.max(until - System.nanoTime(), TimeUnit.SECONDS.toNanos(1))));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitIdle(CompletableFuture<Void> drained) {
        boolean queued =
                housekeeping.offer(
                        () -> {
                            if (core.isIdle() && commands.isEmpty()) {
                                drained.complete(null);
                            } else {
                                var _ =
                                        core.settle()
                                                .whenComplete(
                                                        (done, failure) -> drained.complete(null));
                            }
                        });
        if (!queued) {
            drained.complete(null);
        }
        wakeUp();
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(3));
    }
}
