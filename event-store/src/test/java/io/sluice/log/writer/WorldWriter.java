package io.sluice.log.writer;

import io.sluice.log.AppendCheck;
import io.sluice.log.Confirmed;
import io.sluice.log.EventTag;
import io.sluice.log.EventView;
import io.sluice.log.GuardPoint;
import io.sluice.log.RawRecord;
import io.sluice.log.StoredEvent;
import io.sluice.log.TextPayloads;
import io.sluice.log.WriterState;
import io.sluice.log.chain.BarrierEffect;
import io.sluice.log.chain.ChainRules;
import io.sluice.log.chain.EntryCodec;
import io.sluice.log.index.HeapPartitionIndex;
import io.sluice.log.index.PartitionIndex;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A writer in the seeded world, with a ledger of one account on it: deposits, withdrawals, pauses,
 * reads.
 */
final class WorldWriter {

    private final WorldLog log;
    private final RandomGenerator random;
    private final CountingIndex index = new CountingIndex();
    private final PartitionReplay replay;
    private final AppendFailures failures = new AppendFailures(() -> {});
    private final GuardWatch guardWatch;
    private final WriterCore core;
    private final String id;
    private final long catchUpTo;
    private int next;
    private boolean tookOver;

    WorldWriter(
            WorldLog log,
            RandomGenerator random,
            ChainRules chainRules,
            WriterRules rules,
            Optional<GuardPoint> guard,
            LongSupplier nanoTime) {
        this.log = log;
        this.random = random;
        this.id = new UUID(random.nextLong(), random.nextLong()).toString();
        this.guardWatch = new GuardWatch(rules.heedsGuard() ? guard : Optional.empty());
        this.catchUpTo = log.records().size();
        EntryCodec codec = new EntryCodec(new TextPayloads());
        this.replay = new PartitionReplay(0, chainRules, codec, index);
        this.core =
                new WriterCore(
                        0,
                        id,
                        log,
                        replay,
                        index,
                        codec,
                        new WriterSettings(
                                64,
                                java.time.Duration.ofMillis(400),
                                java.time.Duration.ofMillis(10)),
                        rules,
                        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                        nanoTime,
                        random,
                        failures,
                        new WriterCounters());
        core.catchUp();
    }

    WriterState state() {
        return core.state();
    }

    boolean isBehind() {
        return next < log.records().size();
    }

    int next() {
        return next;
    }

    PartitionReplay replay() {
        return replay;
    }

    PartitionIndex index() {
        return index;
    }

    /** How many events were looked up in the index. */
    long lookedUp() {
        return index.lookedUp;
    }

    boolean hasRoom() {
        return core.hasRoom();
    }

    boolean isIdle() {
        return core.isIdle();
    }

    void refuse(String why) {
        core.refuse(why);
    }

    long speculationEpoch() {
        return core.speculation().epoch();
    }

    /** Reads some of what it has not read yet. */
    void read(int most) {
        int until = Math.min(log.records().size(), next + most);
        for (RawRecord record : List.copyOf(log.records().subList(next, until))) {
            if (replay.fold(record, core.expected()) instanceof Folded.Counted counted) {
                guardWatch.onCounted(counted.entry());
                core.onCounted(counted);
            }
        }
        next = until;
        if (!tookOver && next >= catchUpTo) {
            tookOver = true;
            guardWatch
                    .objection(log.topicId(), replay.nextOffset())
                    .ifPresentOrElse(core::refuse, core::takeOver);
        }
        core.endOfRecords();
    }

    void turn() {
        failures.take().ifPresent(core::onAppendFailure);
        core.endOfTurn();
        core.tick();
    }

    /** What this writer believes, speculation included. */
    WorldState believed() {
        return WorldState.of(core.speculation());
    }

    CompletableFuture<Confirmed> append(String payload) {
        StoredEvent event = event(payload);
        return core.append(
                new byte[0],
                List.of(event),
                new EverythingAfter(core.speculation().nextSequence() - 1));
    }

    /** So many in one entry, which rests on nothing. */
    CompletableFuture<Confirmed> appendUnconditionally(String payload, int times) {
        return core.append(
                new byte[0],
                Stream.generate(() -> event(payload)).limit(times).toList(),
                AppendCheck.NONE);
    }

    CompletableFuture<Confirmed> settle() {
        return core.settle();
    }

    CompletableFuture<Confirmed> pause(String payload) {
        return core.barrier(
                BarrierEffect.PAUSE_OPENED,
                Nonces.next(random),
                Map.of(),
                List.of(pauseEvent(payload)));
    }

    StoredEvent pauseEvent(String payload) {
        return new StoredEvent(
                new UUID(random.nextLong(), random.nextLong()).toString(),
                "pause-opened",
                "1",
                Instant.EPOCH,
                List.of(new EventTag("world", "1")),
                Map.of(),
                payload);
    }

    private StoredEvent event(String payload) {
        return new StoredEvent(
                new UUID(random.nextLong(), random.nextLong()).toString(),
                "moved",
                "1",
                Instant.EPOCH,
                List.of(new EventTag("world", "1")),
                Map.of(),
                payload);
    }

    private static final class CountingIndex extends HeapPartitionIndex {
        private long lookedUp;

        @Override
        public StoredEvent event(long sequence) {
            lookedUp++;
            return super.event(sequence);
        }
    }

    /** The decision rests on all that ever happened. */
    private record EverythingAfter(long afterSequence) implements AppendCheck {
        @Override
        public boolean matches(StoredEvent event) {
            return !event.tags().isEmpty();
        }
    }

    /** The account as some events make it. */
    record WorldState(int balance, java.util.Set<String> pauses, long events) {

        static WorldState of(EventView view) {
            int balance = 0;
            java.util.Set<String> pauses = new java.util.HashSet<>();
            for (long s = 0; s < view.nextSequence(); s++) {
                String[] said = view.event(s).payload().toString().split(":", -1);
                switch (said[0]) {
                    case "deposit" -> balance++;
                    case "withdraw" -> balance--;
                    case "pause" -> pauses.add(said[1]);
                    case "resume" -> pauses.remove(said[1]);
                    default -> throw new IllegalStateException("nobody says " + said[0]);
                }
            }
            return new WorldState(balance, pauses, view.nextSequence());
        }
    }
}
