package io.sluice.log.writer;

import io.sluice.log.CountedEntry;
import io.sluice.log.EventView;
import io.sluice.log.GuardStore;
import io.sluice.log.LedgerReader;
import io.sluice.log.LogAccess;
import io.sluice.log.LogPosition;
import io.sluice.log.LogUnavailableException;
import io.sluice.log.PartitionWriter;
import io.sluice.log.PayloadCodec;
import io.sluice.log.PositionStanding;
import io.sluice.log.RecordLog;
import io.sluice.log.WriterState;
import io.sluice.log.chain.ChainHash;
import io.sluice.log.chain.EntryCodec;
import io.sluice.log.chain.LedgerIdentity;
import io.sluice.log.index.PartitionIndex;
import io.sluice.log.index.PartitionIndexes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The engine room of a node: a reader for every partition and, where the node owns them, their
 * writers. Create it, register listeners, {@link #start}, and close it.
 */
public final class LedgerNode implements LedgerReader, AutoCloseable {

    private static final long FAR_BEYOND_OFFSETS = 100_000;

    private final LedgerNodeSettings settings;
    private final LogAccess access;
    private final GuardStore guard;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final EntryCodec codec;
    private final String writerId = UUID.randomUUID().toString();
    private final PartitionIndexes indexes;
    private final List<NodePartition> partitions = new ArrayList<>();

    /** A node that keeps its indexes in the heap, and reads the whole log at each start. */
    public LedgerNode(
            LedgerNodeSettings settings,
            LogAccess access,
            GuardStore guard,
            PayloadCodec payloads,
            Clock clock) {
        this(settings, access, PartitionIndexes.inHeap(), guard, payloads, clock);
    }

    /**
     * @param indexes closed by this node
     */
    public LedgerNode(
            LedgerNodeSettings settings,
            LogAccess access,
            PartitionIndexes indexes,
            GuardStore guard,
            PayloadCodec payloads,
            Clock clock) {
        this.indexes = indexes;
        this.settings = settings;
        this.access = access;
        this.guard = guard;
        this.clock = clock;
        this.codec = new EntryCodec(payloads);
        for (int partition = 0; partition < access.partitions(); partition++) {
            RecordLog log = access.partition(partition);
            partitions.add(
                    new NodePartition(
                            log,
                            indexes.of(log.topicId(), partition, codec),
                            settings,
                            guard,
                            codec,
                            clock,
                            random,
                            writerId));
        }
    }

    /**
     * Opens what is empty, and begins to read and, where it owns, to take over. Returns once every
     * partition is being read.
     *
     * @throws LogUnavailableException where the log cannot be reached within the deadline, or is
     *     not one ledger
     */
    public void start() {
        LedgerOpening opening = new LedgerOpening(codec, clock, random, settings.startDeadline());
        partitions.getFirst().openIndex(settings);
        LedgerIdentity first =
                openedIdentity(opening, partitions.getFirst().log(), Optional.empty());
        partitions.getFirst().start(settings);
        List<CompletableFuture<Void>> others =
                partitions.stream()
                        .skip(1)
                        .map(partition -> startAside(opening, partition, first))
                        .toList();
        for (CompletableFuture<Void> other : others) {
            await(other);
        }
    }

    private CompletableFuture<Void> startAside(
            LedgerOpening opening, NodePartition partition, LedgerIdentity first) {
        CompletableFuture<Void> started = new CompletableFuture<>();
        Thread.ofVirtual()
                .name("start-" + partition.log().partition())
                .start(
                        () -> {
                            try {
                                partition.openIndex(settings);
                                LedgerIdentity identity =
                                        openedIdentity(
                                                opening, partition.log(), Optional.of(first));
                                if (!identity.equals(first)) {
                                    throw new LogUnavailableException(
                                            "partition "
                                                    + partition.log().partition()
                                                    + " belongs to ledger "
                                                    + identity
                                                    + ", and partition 0 to "
                                                    + first);
                                }
                                partition.start(settings);
                                started.complete(null);
                            } catch (RuntimeException | Error failure) {
                                started.completeExceptionally(failure);
                            }
                        });
        return started;
    }

    /** Waits as long as opening, reading and starting one partition may take. */
    private void await(CompletableFuture<Void> started) {
        try {
            started.get(3 * settings.startDeadline().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof LogUnavailableException unavailable
                    ? unavailable
                    : new LogUnavailableException("a partition cannot be started", failed);
        } catch (TimeoutException late) {
            throw new LogUnavailableException("a partition was not started in time", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("interrupted while starting", interrupted);
        }
    }

    private LedgerIdentity openedIdentity(
            LedgerOpening opening, RecordLog log, Optional<LedgerIdentity> known) {
        boolean empty = log.endOffset(settings.startDeadline()) == 0;
        if (empty && guard.read(log.partition()).isPresent()) {
            throw new LogUnavailableException(
                    "acknowledged data is lost: partition "
                            + log.partition()
                            + " is empty, and its guard is not");
        }
        LedgerIdentity identity =
                empty && settings.owner()
                        ? opening.open(
                                log,
                                known.orElseGet(
                                        () ->
                                                new LedgerIdentity(
                                                        UUID.randomUUID().toString(),
                                                        access.partitions())),
                                writerId)
                        : opening.read(log);
        if (identity.partitions() != access.partitions()) {
            throw new LogUnavailableException(
                    "the ledger was opened with "
                            + identity.partitions()
                            + " partitions and the topic has "
                            + access.partitions()
                            + "; that number is fixed for ever");
        }
        return identity;
    }

    /**
     * Whether the node does its part: every partition is served where it owns, and is read to the
     * end where it only reads.
     */
    public boolean isReady() {
        return partitions.stream()
                .allMatch(
                        partition ->
                                settings.owner()
                                        ? partition.loop().state() == WriterState.SERVING
                                        : partition.loop().caughtUp()
                                                && partition.loop().state()
                                                        != WriterState.REFUSING);
    }

    /** Why partitions are refused, one text each; empty when none is. */
    public List<String> refusals() {
        return partitions.stream()
                .filter(partition -> partition.loop().state() == WriterState.REFUSING)
                .map(partition -> partition.loop().reason())
                .toList();
    }

    /** What happens in a partition, for metrics. */
    public PartitionFigures figures(int partition) {
        return at(partition).figures();
    }

    /** How the partition is doing now, for whoever watches. */
    public PartitionHealth health(int partition) {
        return at(partition).health();
    }

    /** How far the partition's log was read. */
    public CatchUp catchUp(int partition) {
        return at(partition).loop().catchUp();
    }

    /** How far the log of each partition was read, in their order. */
    public Stream<CatchUp> catchUps() {
        return partitions.stream().map(partition -> partition.loop().catchUp());
    }

    /**
     * Whether the partition's log was read to where it ended when this node started, and what came
     * of that is decided: it is served, or was, or is refused. Stays true.
     */
    public boolean wasRead(int partition) {
        PartitionLoop loop = at(partition).loop();
        WriterState state = loop.state();
        return loop.caughtUp() && state != WriterState.STARTING && state != WriterState.CATCHING_UP;
    }

    public PartitionWriter writer(int partition) {
        return at(partition).loop();
    }

    /** The partition's events: with speculation on its writer's loop, confirmed ones elsewhere. */
    public EventView events(int partition) {
        return at(partition).loop().events();
    }

    /** The partition's confirmed events, whoever asks. */
    public EventView confirmedEvents(int partition) {
        return at(partition).index();
    }

    /**
     * Changes whenever the partition's speculation was lost to a gap, before any entry after the
     * one that made the gap is handed to followers. Within one epoch, what counts is what was in
     * flight, in its order.
     */
    public long speculationEpoch(int partition) {
        return at(partition).loop().speculationEpoch();
    }

    /** Calls the listener, on the partition's loop, after something counted there. */
    public void onAppended(int partition, Runnable listener) {
        at(partition).loop().onAppended(listener);
    }

    public void removeOnAppended(int partition, Runnable listener) {
        at(partition).loop().removeOnAppended(listener);
    }

    /** Barriers that go through the owner's pipeline, or past it. */
    public Barriers barriers(int partition) {
        return at(partition);
    }

    /**
     * Guards the last confirmed entry of the partition now.
     *
     * @throws RuntimeException when the guard cannot keep it
     */
    public void writeGuard(LogPosition entry) {
        at(entry.partition()).writeGuard(entry.offset());
    }

    /** Has that confirmed entry guarded beside the caller, so that nobody waits for it later. */
    public void writeGuardSoon(LogPosition entry) {
        at(entry.partition()).writeGuardSoon(entry.offset());
    }

    @Override
    public int partitions() {
        return partitions.size();
    }

    @Override
    public int partitionOf(String routingKey) {
        return ChainHash.partitionOf(routingKey, partitions.size());
    }

    @Override
    public Optional<LogPosition> end(int partition) {
        return at(partition).index().last().map(CountedEntry::position);
    }

    @Override
    public PositionStanding standing(LogPosition position) {
        if (position.partition() >= partitions.size()) {
            return PositionStanding.INVALID;
        }
        NodePartition partition = at(position.partition());
        return standing(position, partition.index(), partition.loop()::readTo);
    }

    /** What the index says of the position, also while more is being read. */
    static PositionStanding standing(
            LogPosition position, PartitionIndex index, LongSupplier loopReadTo) {
        long readTo = readTo(index, loopReadTo); // before the look-up: more may be read meanwhile
        if (entryAt(index, position).isPresent()) {
            return PositionStanding.IN_CHAIN;
        }
        if (position.offset() >= readTo) {
            return position.offset() - readTo > FAR_BEYOND_OFFSETS
                    ? PositionStanding.FAR_BEYOND
                    : PositionStanding.NOT_YET_READ;
        }
        return PositionStanding.NOT_IN_CHAIN;
    }

    private static long readTo(PartitionIndex index, LongSupplier loopReadTo) {
        long indexed = index.last().map(last -> last.position().offset() + 1).orElse(0L);
        return Math.max(indexed, loopReadTo.getAsLong());
    }

    @Override
    public OptionalLong nextSequenceAfter(LogPosition position) {
        return position.partition() >= partitions.size()
                ? OptionalLong.empty()
                : entryAt(at(position.partition()).index(), position)
                        .map(
                                entry ->
                                        OptionalLong.of(
                                                entry.firstSequence() + entry.events().size()))
                        .orElse(OptionalLong.empty());
    }

    private static Optional<CountedEntry> entryAt(PartitionIndex index, LogPosition position) {
        return index.entryAt(position.offset()).filter(entry -> entry.position().equals(position));
    }

    @Override
    public Optional<LogPosition> positionOfEvent(int partition, long sequence) {
        return at(partition).index().entryOf(sequence).map(CountedEntry::position);
    }

    /** The counted entry that holds the event, once confirmed. */
    public Optional<CountedEntry> entryOfEvent(int partition, long sequence) {
        return at(partition).index().entryOf(sequence);
    }

    @Override
    public List<CountedEntry> entries(int partition, long fromOffset, int limit) {
        return at(partition).index().entriesFrom(fromOffset, limit);
    }

    private NodePartition at(int partition) {
        return partitions.get(partition);
    }

    /** Gives the partitions up; what is in flight may still come back within the deadline. */
    @Override
    public void close() {
        List<Thread> closers =
                partitions.stream()
                        .map(
                                partition ->
                                        Thread.ofVirtual()
                                                .start(
                                                        () ->
                                                                partition.close(
                                                                        Duration.ofSeconds(3))))
                        .toList();
        for (Thread closer : closers) {
            try {
                closer.join(Duration.ofSeconds(6));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        indexes.close();
    }
}
