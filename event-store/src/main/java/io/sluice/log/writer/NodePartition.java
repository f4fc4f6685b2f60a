package io.sluice.log.writer;

import io.sluice.log.Confirmed;
import io.sluice.log.GuardStore;
import io.sluice.log.RecordLog;
import io.sluice.log.StoredEvent;
import io.sluice.log.WriterState;
import io.sluice.log.chain.BarrierEffect;
import io.sluice.log.chain.ChainRules;
import io.sluice.log.chain.EntryCodec;
import io.sluice.log.index.PartitionIndex;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** One partition's parts, put together. */
final class NodePartition implements Barriers {

    private final RecordLog log;
    private final PartitionIndex index;
    private final GuardStore guard;
    private final WriterCounters counters = new WriterCounters();
    private final PartitionLoop loop;
    private final DirectBarriers direct;
    private final GuardKeeper guardKeeper;

    /** It served to its end, so that its last entry is guarded although it has stepped down. */
    private volatile boolean endedWell;

    private final boolean owner;
    private final RandomGenerator random;
    private final LongSupplier strangeBarriers;
    private Beginning beginning = new Beginning.First();

    NodePartition(
            RecordLog log,
            PartitionIndex index,
            LedgerNodeSettings settings,
            GuardStore guard,
            EntryCodec codec,
            Clock clock,
            RandomGenerator random,
            String writerId) {
        this.log = log;
        this.index = index;
        this.guard = guard;
        this.owner = settings.owner();
        this.random = random;
        this.direct = new DirectBarriers(log, codec, index, clock, writerId);
        PartitionReplay replay =
                new PartitionReplay(log.partition(), ChainRules.STANDARD, codec, index);
        this.strangeBarriers = replay::alarmCount;
        AtomicReference<Runnable> wakeUp = new AtomicReference<>(() -> {});
        AppendFailures failures = new AppendFailures(() -> wakeUp.get().run());
        WriterCore core =
                new WriterCore(
                        log.partition(),
                        writerId,
                        log,
                        replay,
                        index,
                        codec,
                        settings.writer(),
                        WriterRules.STANDARD,
                        clock,
                        System::nanoTime,
                        random,
                        failures,
                        counters);
        this.loop =
                new PartitionLoop(
                        log,
                        replay,
                        index,
                        core,
                        failures,
                        counters,
                        settings.writer(),
                        owner,
                        random,
                        direct::onBarrier);
        wakeUp.set(loop::wakeUp);
        this.guardKeeper = new GuardKeeper(log.topicId(), log.partition(), index, guard);
    }

    /**
     * Opens the index and holds it against the log, before anything is written there.
     *
     * @throws io.sluice.log.LogUnavailableException where index or log cannot be read
     */
    void openIndex(LedgerNodeSettings settings) {
        beginning =
                new IndexOpening(index, log, guard, settings.startDeadline())
                        .begin(loop.followers());
    }

    void start(LedgerNodeSettings settings) {
        GuardWatch watch = new GuardWatch(guard.read(log.partition()));
        beginning.behind().ifPresent(last -> watch.onResumed(last, index::entryAt));
        loop.start(beginning, watch, log.endOffset(settings.startDeadline()));
        if (owner) {
            guardKeeper.start(settings.guardInterval(), this::isTrusted);
        }
    }

    /** Whether what was read of the log may be guarded. */
    private boolean isTrusted() {
        return endedWell || loop.state().isTrusted();
    }

    RecordLog log() {
        return log;
    }

    PartitionLoop loop() {
        return loop;
    }

    PartitionIndex index() {
        return index;
    }

    void writeGuard(long offset) {
        guardKeeper.write(offset);
    }

    void writeGuardSoon(long offset) {
        guardKeeper.writeSoon(offset);
    }

    PartitionFigures figures() {
        return new PartitionFigures(
                counters.counted.sum(),
                counters.voids.sum(),
                counters.confirmed.sum(),
                counters.gaps.sum(),
                counters.resent.sum(),
                counters.backOffs.sum(),
                counters.appendFailures.sum());
    }

    PartitionHealth health() {
        WriterState state = loop.state();
        boolean refused = state == WriterState.REFUSING;
        return new PartitionHealth(
                log.partition(),
                state,
                refused ? Optional.of(loop.reason()) : Optional.empty(),
                refused && loop.lostData(),
                loop.outstanding().entries(),
                loop.outstanding().age(System.nanoTime()),
                index.last()
                        .map(last -> OptionalLong.of(last.position().offset()))
                        .orElse(OptionalLong.empty()),
                guardKeeper.writtenOffset(),
                guardKeeper.isFailing(),
                strangeBarriers.getAsLong());
    }

    @Override
    public String newNonce() {
        return Nonces.next(random);
    }

    @Override
    public CompletableFuture<Confirmed> throughOwner(
            String effect, String nonce, Map<String, String> detail, List<StoredEvent> events) {
        return loop.barrier(effect, nonce, detail, events);
    }

    @Override
    public CompletableFuture<Confirmed> direct(
            String effect, String nonce, Map<String, String> detail, List<StoredEvent> events) {
        BarrierEffect known =
                BarrierEffect.of(effect)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "no barrier has effect " + effect));
        return direct.append(known, nonce, detail, events);
    }

    void close(Duration deadline) {
        try {
            boolean served = loop.state().isTrusted();
            loop.close(deadline);
            endedWell = served && loop.reason().isEmpty();
            direct.close();
            guardKeeper.close();
        } finally {
            index.close();
        }
    }
}
