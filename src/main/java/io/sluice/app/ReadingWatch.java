package io.sluice.app;

import io.sluice.log.writer.CatchUp;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Whether a node still gets on with reading its partitions' logs to where they ended when it
 * started: without an index that takes as long as the log is, and only one that gets nowhere is to
 * be given up. What a partition reads once it serves is no part of that. Not thread-safe.
 */
final class ReadingWatch {

    private final Supplier<Stream<CatchUp>> partitions;
    private final LongSupplier nanoTime;
    private final long begun;
    private final long begunAt;
    private long movedAt;
    private long readBefore;

    /**
     * @param partitions how far each of them was read by now
     */
    ReadingWatch(Supplier<Stream<CatchUp>> partitions, LongSupplier nanoTime) {
        this.partitions = partitions;
        this.nanoTime = nanoTime;
        this.begun = read();
        this.begunAt = nanoTime.getAsLong();
        this.movedAt = begunAt;
        this.readBefore = begun;
    }

    /** How long it is since this was asked and more was read than before. */
    Duration stillFor() {
        long now = nanoTime.getAsLong();
        long read = read();
        if (read != readBefore) {
            readBefore = read;
            movedAt = now;
        }
        return Duration.ofNanos(now - movedAt);
    }

    /** How far all of them are together, in words. */
    String progress() {
        long read = read();
        long all = Math.max(1, partitions.get().mapToLong(CatchUp::upTo).sum());
        long nanos = Math.max(1, nanoTime.getAsLong() - begunAt);
        return "%d %% of the ledger is read, %d of %d records, %d a second"
                .formatted(100 * read / all, read, all, Math.round((read - begun) * 1e9 / nanos));
    }

    private long read() {
        return partitions.get().mapToLong(at -> Math.min(at.nextOffset(), at.upTo())).sum();
    }
}
