package io.sluice.log.writer;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says every few seconds how far the reading of a long log has come. Belongs to the loop. */
final class CatchUpProgress {

    private static final Logger log = LoggerFactory.getLogger(CatchUpProgress.class);
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final int partition;
    private final LongSupplier nanoTime;
    private long begunAtNanos;
    private long beganAtOffset;
    private long saidAtNanos;

    CatchUpProgress(int partition, LongSupplier nanoTime) {
        this.partition = partition;
        this.nanoTime = nanoTime;
    }

    void begin(long fromOffset) {
        begunAtNanos = nanoTime.getAsLong();
        saidAtNanos = begunAtNanos;
        beganAtOffset = fromOffset;
    }

    void at(long offset, long upTo) {
        long now = nanoTime.getAsLong();
        if (now - saidAtNanos >= EVERY_NANOS) {
            saidAtNanos = now;
            log.info(
                    "partition {}: read to offset {} of {} ({} %), {} records/s",
                    partition, offset, upTo, 100 * offset / Math.max(1, upTo), rate(offset, now));
        }
    }

    void done(long offset) {
        log.info(
                "partition {}: read {} records from offset {} in {} ms, {} records/s",
                partition,
                offset - beganAtOffset,
                beganAtOffset,
                TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - begunAtNanos),
                rate(offset, nanoTime.getAsLong()));
    }

    private long rate(long offset, long now) {
        return (offset - beganAtOffset)
                * TimeUnit.SECONDS.toNanos(1)
                / Math.max(1, now - begunAtNanos);
    }
}
