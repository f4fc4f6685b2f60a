package io.sluice.log.writer;

import io.sluice.log.CountedEntry;
import io.sluice.log.GuardPoint;
import io.sluice.log.GuardStore;
import io.sluice.log.LogUnavailableException;
import io.sluice.log.index.PartitionIndex;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the guard of one partition close behind its last confirmed entry. It never runs ahead: it
 * writes what the index holds, and only while the writer trusts its log, so that a log that was
 * found short is not guarded in its place.
 */
final class GuardKeeper implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GuardKeeper.class);

    private final String topicId;
    private final int partition;
    private final PartitionIndex index;
    private final GuardStore store;
    private final ScheduledExecutorService timer;
    private volatile long writtenOffset = -1;
    private volatile boolean failing;
    private BooleanSupplier trusted = () -> false;

    GuardKeeper(String topicId, int partition, PartitionIndex index, GuardStore store) {
        this.topicId = topicId;
        this.partition = partition;
        this.index = index;
        this.store = store;
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("guard-" + partition).daemon(true).factory());
    }

    void start(Duration interval, BooleanSupplier trusted) {
        this.trusted = trusted;
        var _ =
                timer.scheduleWithFixedDelay(
                        () -> writeOrAlarm(this::write),
                        interval.toNanos(),
                        interval.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    /**
     * Guards the last confirmed entry; when it returns, that survives a crash.
     *
     * @throws RuntimeException when the store cannot keep it, or the log is not trusted (yet): then
     *     nothing is guarded
     */
    synchronized void write() {
        if (!trusted.getAsBoolean()) {
            throw new LogUnavailableException(
                    "partition " + partition + " is not trusted, so it is not guarded");
        }
        CountedEntry last = index.last().orElse(null);
        if (last != null && last.position().offset() != writtenOffset) {
            store.write(new GuardPoint(topicId, partition, last.position().offset(), last.head()));
            writtenOffset = last.position().offset();
        }
    }

    /**
     * Guards the confirmed entry at that offset, or a later one; when it returns, that survives a
     * crash.
     *
     * @throws RuntimeException as {@link #write()}
     */
    synchronized void write(long offset) {
        if (writtenOffset < offset) {
            write();
        }
    }

    /** As {@link #write(long)}, beside the caller. */
    void writeSoon(long offset) {
        try {
            timer.execute(() -> writeOrAlarm(() -> write(offset)));
        } catch (RejectedExecutionException closed) {
            log.info("partition {}: offset {} is guarded at the end", partition, offset);
        }
    }

    /** The last entry that this life of the node has guarded. */
    OptionalLong writtenOffset() {
        return writtenOffset < 0 ? OptionalLong.empty() : OptionalLong.of(writtenOffset);
    }

    /** Whether the last attempt failed. */
    boolean isFailing() {
        return failing;
    }

    private void writeOrAlarm(Runnable writing) {
        try {
            if (trusted.getAsBoolean()) {
                writing.run();
            }
            failing = false;
        } catch (RuntimeException failure) {
            if (!failing) {
                log.error("partition {}: its guard cannot be written", partition, failure);
            }
            failing = true;
        }
    }

    @Override
    public void close() {
        timer.shutdown();
        writeOrAlarm(this::write);
    }
}
