package io.sluice.bench.big;

import io.sluice.log.Head;
import io.sluice.log.RawRecord;
import io.sluice.log.RecordLog;
import io.sluice.log.chain.ChainHash;
import io.sluice.log.chain.ChainRecord;
import io.sluice.log.chain.EntryCodec;
import io.sluice.log.chain.EntryKind;
import io.sluice.log.chain.EntryValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One partition's chain, extended without a reader: it knows the head because nobody else writes.
 * Runs ahead of the log by a bounded number of bytes. One thread uses it.
 */
final class PartitionChain implements AutoCloseable {

    private static final long MOST_AHEAD_BYTES = 24L << 20;
    private static final long MARK_EVERY_BYTES = 1L << 20;
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final Duration ASKED_WITHIN = Duration.ofSeconds(30);
    private static final Duration STUCK_AFTER = Duration.ofMinutes(1);

    /** Of a record beside key and value: its two headers, lengths and deltas. */
    private static final int OVERHEAD_BYTES = 60;

    private record Mark(long offset, long bytes) {}

    private final RecordLog log;
    private final EntryCodec codec;
    private final RecordLog.Appender appender;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Deque<Mark> underway = new ArrayDeque<>();
    private Head head;
    private @Nullable RawRecord last;
    private long nextOffset;
    private long bytes;
    private long markedBytes;
    private long arrivedBytes;

    /**
     * @param log empty
     */
    PartitionChain(RecordLog log, EntryCodec codec, Head genesis) {
        this.log = log;
        this.codec = codec;
        this.head = genesis;
        this.appender = log.newAppender();
    }

    /** A decision about one account. */
    void commit(String account, EntryValue value) {
        append(EntryKind.COMMIT, account.getBytes(StandardCharsets.UTF_8), value);
    }

    /** A decision about many. */
    void commit(EntryValue value) {
        append(EntryKind.COMMIT, new byte[0], value);
    }

    void barrier(EntryValue value) {
        append(EntryKind.BARRIER, new byte[0], value);
    }

    private void append(EntryKind kind, byte[] key, EntryValue value) {
        ChainRecord entry = new ChainRecord(kind, head, key, codec.encode(value));
        RawRecord raw = entry.toRaw();
        keepWithinBounds();
        appender.append(raw, failed -> failure.compareAndSet(null, failed));
        head = ChainHash.after(head, entry);
        last = raw;
        bytes += key.length + entry.value().length + OVERHEAD_BYTES;
        if (bytes - markedBytes >= MARK_EVERY_BYTES) {
            underway.add(new Mark(nextOffset, bytes));
            markedBytes = bytes;
        }
        nextOffset++;
    }

    private void keepWithinBounds() {
        if (bytes - arrivedBytes > MOST_AHEAD_BYTES) {
            await(() -> bytes - arrivedBytes <= MOST_AHEAD_BYTES / 2);
        }
    }

    private interface Condition {
        boolean holds();
    }

    private void await(Condition condition) {
        long lastEnd = -1;
        long since = System.nanoTime();
        while (true) {
            throwIfFailed();
            long end = log.endOffset(ASKED_WITHIN);
            while (!underway.isEmpty() && underway.getFirst().offset() < end) {
                arrivedBytes = underway.removeFirst().bytes();
            }
            if (end == nextOffset) {
                arrivedBytes = bytes;
            }
            if (condition.holds()) {
                return;
            }
            if (end != lastEnd) {
                lastEnd = end;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > STUCK_AFTER.toNanos()) {
                throw new IllegalStateException(
                        "partition %d does not grow beyond offset %d"
                                .formatted(log.partition(), end));
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private void throwIfFailed() {
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException(
                    "partition " + log.partition() + " cannot be written", failed);
        }
    }

    /**
     * Returns once everything is in the log.
     *
     * @throws IllegalStateException when the log ends in something else
     */
    void finish() {
        await(() -> arrivedBytes == bytes);
        RawRecord written = last;
        if (written != null && !isSame(written, read(nextOffset - 1))) {
            throw new IllegalStateException(
                    "partition " + log.partition() + " does not end as it was written");
        }
    }

    private static boolean isSame(RawRecord one, RawRecord other) {
        return Arrays.equals(one.key(), other.key())
                && Arrays.equals(one.value(), other.value())
                && ChainRecord.parse(one)
                        .map(ChainRecord::prev)
                        .equals(ChainRecord.parse(other).map(ChainRecord::prev));
    }

    private RawRecord read(long offset) {
        CompletableFuture<RawRecord> found = new CompletableFuture<>();
        try (RecordLog.Tail _ =
                log.tail(
                        offset,
                        records -> found.complete(records.getFirst()),
                        found::completeExceptionally)) {
            return found.get(ASKED_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (ExecutionException | TimeoutException unread) {
            throw new IllegalStateException(
                    "offset " + offset + " of partition " + log.partition() + " cannot be read",
                    unread);
        }
    }

    /** How many entries there are. */
    long entries() {
        return nextOffset;
    }

    /** What was appended, about as large as it is in the log. */
    long bytes() {
        return bytes;
    }

    Head head() {
        return head;
    }

    @Override
    public void close() {
        appender.closeNow();
    }
}
