package io.sluice.projection.testing;

import io.sluice.ledger.event.LedgerEvent;
import io.sluice.log.CountedEntry;
import io.sluice.log.Head;
import io.sluice.log.LedgerReader;
import io.sluice.log.LogPosition;
import io.sluice.log.PositionStanding;
import io.sluice.projection.fold.PlacedEvent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ledger in memory: entries of events in partitions, with made-up heads. Offsets leave gaps, as
 * those of a real log may.
 */
public final class TestLedger implements LedgerReader {

    private static final Logger LOG = LoggerFactory.getLogger(TestLedger.class);

    private static final Instant START = Instant.parse("2026-11-22T17:00:00.000001Z");

    private final int partitions;
    private final List<PlacedEvent> log = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Map<Integer, LogPosition> ends = new HashMap<>();
    private final Map<LogPosition, Long> nextSequences = new HashMap<>();
    private final List<Long> entries;
    private final List<Long> sequences;

    public TestLedger(int partitions) {
        this.partitions = partitions;
        this.entries = new ArrayList<>(Stream.generate(() -> 0L).limit(partitions).toList());
        this.sequences = new ArrayList<>(Stream.generate(() -> 0L).limit(partitions).toList());
    }

    /** Appends one entry; payloads other than the ledger's events are what a newer build wrote. */
    public LogPosition append(int partition, Object... payloads) {
        LogPosition position;
        synchronized (this) {
            long entry = entries.get(partition);
            long offset = entry * 2 + 1;
            String head = head(partition, offset);
            position = new LogPosition(partition, offset, head.substring(0, 8));
            for (Object payload : payloads) {
                long sequence = sequences.get(partition);
                log.add(
                        new PlacedEvent(
                                payload,
                                name(payload),
                                "1",
                                "tester",
                                position,
                                head,
                                START.plusMillis(log.size()),
                                sequence));
                sequences.set(partition, sequence + 1);
            }
            entries.set(partition, entry + 1);
            ends.put(partition, position);
            nextSequences.put(position, sequences.get(partition));
        }
        listeners.forEach(TestLedger::tell);
        return position;
    }

    /**
     * As the ledger's own loop: a listener that fails (a stream that was just given up may still be
     * told, when its executor is gone) stops nobody who appends.
     */
    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException failure) {
            LOG.warn("a listener failed", failure);
        }
    }

    /** The event of that place in the order of all appends. */
    public synchronized Optional<PlacedEvent> get(int index) {
        return index < log.size() ? Optional.of(log.get(index)) : Optional.empty();
    }

    public synchronized List<PlacedEvent> all() {
        return List.copyOf(log);
    }

    void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** {@code withdrawal-requested} of {@code WithdrawalRequested}. */
    private static String name(Object payload) {
        if (!(payload instanceof LedgerEvent)) {
            return payload.toString();
        }
        return Stream.of(payload.getClass().getSimpleName().split("(?=[A-Z])"))
                .map(part -> part.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("-"));
    }

    private static String head(int partition, long offset) {
        byte[] bytes = new byte[Head.BYTES];
        ByteBuffer.wrap(bytes).putInt(partition + 0xa0).putLong(offset * 7919);
        return Head.of(bytes).toString();
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public int partitionOf(String routingKey) {
        return Math.floorMod(routingKey.hashCode(), partitions);
    }

    @Override
    public synchronized Optional<LogPosition> end(int partition) {
        return Optional.ofNullable(ends.get(partition));
    }

    @Override
    public synchronized PositionStanding standing(LogPosition position) {
        if (position.partition() >= partitions) {
            return PositionStanding.INVALID;
        }
        long readTo = entries.get(position.partition()) * 2;
        if (position.offset() >= readTo) {
            return position.offset() - readTo > 100_000
                    ? PositionStanding.FAR_BEYOND
                    : PositionStanding.NOT_YET_READ;
        }
        return nextSequenceAfter(position).isPresent()
                ? PositionStanding.IN_CHAIN
                : PositionStanding.NOT_IN_CHAIN;
    }

    @Override
    public synchronized OptionalLong nextSequenceAfter(LogPosition position) {
        Long next = nextSequences.get(position);
        return next == null ? OptionalLong.empty() : OptionalLong.of(next);
    }

    @Override
    public synchronized Optional<LogPosition> positionOfEvent(int partition, long sequence) {
        return log.stream()
                .filter(event -> event.position().partition() == partition)
                .filter(event -> event.sequence() == sequence)
                .map(PlacedEvent::position)
                .findFirst();
    }

    @Override
    public List<CountedEntry> entries(int partition, long fromOffset, int limit) {
        throw new UnsupportedOperationException("no query reads entries");
    }
}
