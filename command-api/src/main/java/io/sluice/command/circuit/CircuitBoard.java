package io.sluice.command.circuit;

import io.sluice.command.fold.Placed;
import io.sluice.command.payout.PayoutQueue;
import io.sluice.command.payout.Payouts;
import io.sluice.command.payout.Tally;
import io.sluice.ledger.circuit.CircuitState;
import io.sluice.ledger.event.LedgerEvent.PauseExtended;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.Recorded;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.wire.EventTags;
import io.sluice.log.CountedEntry;
import io.sluice.log.EventTag;
import io.sluice.log.EventView;
import io.sluice.log.IndexNotes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The circuit as this node has read it in all partitions: confirmed entries only. */
public final class CircuitBoard {

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final List<PartitionCircuit> partitions;
    private final Payouts payouts;
    private final Object changed = new Object();
    private final OnTheirWay onTheirWay = new OnTheirWay();

    public CircuitBoard(int partitions, Payouts payouts) {
        this.partitions =
                IntStream.range(0, partitions).mapToObj(p -> new PartitionCircuit()).toList();
        this.payouts = payouts;
    }

    /** Applies a counted entry, once the payouts have it; on its partition's loop. */
    public void fold(CountedEntry entry, IndexNotes notes) {
        int partition = entry.position().partition();
        partitions.get(partition).fold(Placed.of(entry), pause -> counted(pause, partition, notes));
        Placed.of(entry)
                .flatMap(placed -> PartitionCircuit.pauseOf(placed.event()).stream())
                .forEach(id -> onTheirWay.look(id, this));
        if (!entry.events().isEmpty()) {
            tellWaiting();
        }
    }

    private List<Tally> counted(PauseOpened pause, int partition, IndexNotes notes) {
        List<Tally> inFlight = payouts.queue(partition).inFlight(pause.scope());
        FenceNotes.put(notes, pause.pauseId(), inFlight);
        return inFlight;
    }

    /** Takes up what was noted; on the partition's loop. */
    public void resume(int partition, EventView events, IndexNotes notes) {
        EventTag circuit = new EventTag(EventTags.CIRCUIT, EventTags.CIRCUIT);
        partitions
                .get(partition)
                .fold(
                        Placed.at(events, events.sequencesOf(circuit, 0)),
                        pause -> FenceNotes.get(notes, pause.pauseId()));
        partitions.get(partition).known().forEach(id -> onTheirWay.look(id, this));
        tellWaiting();
    }

    private void tellWaiting() {
        synchronized (changed) {
            changed.notifyAll();
        }
    }

    /**
     * Waits until it holds, at most that long; whether it does. Not for a partition's loop.
     *
     * @param holds asked again whenever something was counted
     */
    boolean await(BooleanSupplier holds, Duration most) {
        long until = System.nanoTime() + most.toNanos();
        try {
            synchronized (changed) {
                while (!holds.getAsBoolean()) {
                    long left = until - System.nanoTime();
                    if (left <= 0) {
                        return false;
                    }
                    TimeUnit.NANOSECONDS.timedWait(changed, Math.min(left, LOOK_AGAIN_NANOS));
                }
                return true;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return holds.getAsBoolean();
        }
    }

    public int size() {
        return partitions.size();
    }

    public CircuitState state(int partition) {
        return partitions.get(partition).state();
    }

    public Optional<Fence> fence(int partition, PauseId id) {
        return partitions.get(partition).fence(id);
    }

    public Optional<Resumed> resumed(int partition, PauseId id) {
        return partitions.get(partition).resumed(id);
    }

    /** Who asked for the end of the pause, in that order; only its home partition has them. */
    public List<Asking> askings(PauseId id) {
        return partitions.stream().flatMap(p -> p.askings(id).stream()).toList();
    }

    /** The decision to resume; only the pause's home partition has it. */
    public Optional<Decision> decision(PauseId id) {
        return partitions.stream().flatMap(p -> p.decision(id).stream()).findFirst();
    }

    /** The last decision about the pause's end; only the pause's home partition has it. */
    public Optional<Extension> extension(PauseId id) {
        return partitions.stream().flatMap(p -> p.extension(id).stream()).findFirst();
    }

    /** When the pause is expected to end, as it was last said anywhere. */
    public Optional<Instant> expectedEnd(PauseOpened pause) {
        return extension(pause.pauseId())
                .map(decided -> decided.event().expectedEnd())
                .or(
                        () ->
                                partitions.stream()
                                        .flatMap(
                                                p ->
                                                        p
                                                                .state()
                                                                .carriedExtension(pause.pauseId())
                                                                .stream())
                                        .map(Recorded::event)
                                        .max(Comparator.comparingInt(PauseExtended::number))
                                        .map(PauseExtended::expectedEnd))
                .or(pause::expectedEnd);
    }

    /** Partitions in which the pause stands and does not have the last decision about its end. */
    public List<Integer> unextended(PauseId id) {
        int last = extension(id).map(extension -> extension.event().number()).orElse(0);
        return where(
                p -> p.extended(id) < last && p.fence(id).isPresent() && p.resumed(id).isEmpty());
    }

    /** What the pause is, from whichever partition has it. */
    public Optional<PauseOpened> pause(PauseId id) {
        return anyFence(id).map(Fence::pause);
    }

    Optional<Fence> anyFence(PauseId id) {
        return fences(id).stream().findFirst();
    }

    /** The fences that stand, in the order of partitions. */
    public List<Fence> fences(PauseId id) {
        return inOrder(p -> p.fence(id));
    }

    /** Where it has ended, in the order of partitions. */
    public List<Resumed> resumptions(PauseId id) {
        return inOrder(p -> p.resumed(id));
    }

    private <T> List<T> inOrder(Function<PartitionCircuit, Optional<T>> ask) {
        return partitions.stream().flatMap(p -> ask.apply(p).stream()).toList();
    }

    /** Partitions in which the pause neither stands nor has ended. */
    public List<Integer> unfenced(PauseId id) {
        return where(p -> p.fence(id).isEmpty() && p.resumed(id).isEmpty());
    }

    /** Partitions in which the pause has not ended. */
    public List<Integer> unresumed(PauseId id) {
        return where(p -> p.resumed(id).isEmpty());
    }

    private List<Integer> where(Function<PartitionCircuit, Boolean> holds) {
        return IntStream.range(0, partitions.size())
                .filter(p -> holds.apply(partitions.get(p)))
                .boxed()
                .toList();
    }

    /** Every pause that any partition has heard of, oldest first. */
    public List<PauseId> known() {
        Set<PauseId> ids = new LinkedHashSet<>();
        partitions.forEach(partition -> ids.addAll(partition.known()));
        List<PauseId> ordered = new ArrayList<>(ids);
        ordered.sort(Comparator.comparing(this::openedAt));
        return ordered;
    }

    private Instant openedAt(PauseId id) {
        return fences(id).stream()
                .map(Fence::at)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    /** Pauses in force in at least one partition, oldest first. */
    public List<PauseId> active() {
        return known().stream().filter(this::isActive).toList();
    }

    public boolean isActive(PauseId id) {
        return IntStream.range(0, partitions.size())
                .anyMatch(p -> fence(p, id).isPresent() && resumed(p, id).isEmpty());
    }

    /** Whether a pause that covers this stands in some partition, and not yet in all. */
    boolean isOnItsWay(Asset asset, Network network) {
        return onTheirWay.covers(asset, network);
    }

    public Stream<PayoutQueue> queues() {
        return payouts.queues().stream();
    }
}
