package io.sluice.log.writer;

import io.sluice.log.LogUnavailableException;
import io.sluice.log.RawRecord;
import io.sluice.log.RecordLog;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads a single record of a log. */
final class OneRecord {

    private OneRecord() {}

    /**
     * The first record at that offset or after it, which must be there.
     *
     * @throws LogUnavailableException past the deadline
     */
    static RawRecord read(RecordLog log, long offset, Duration deadline) {
        return read(log, offset, deadline, () -> {}, new CompletableFuture<>());
    }

    /**
     * As above, once something was done while the log was being read already.
     *
     * @param first completed with the record; its failure ends the waiting
     */
    static RawRecord read(
            RecordLog log,
            long offset,
            Duration deadline,
            Runnable meanwhile,
            CompletableFuture<RawRecord> first) {
        RecordLog.Tail tail =
                log.tail(
                        offset,
                        records -> first.complete(records.getFirst()),
                        first::completeExceptionally);
        try {
            meanwhile.run();
            return first.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException(
                    "interrupted while reading partition " + log.partition(), interrupted);
        } catch (ExecutionException | TimeoutException unread) {
            throw new LogUnavailableException(
                    (offset == 0 ? "the first record" : "the record at offset " + offset)
                            + " of partition "
                            + log.partition()
                            + " cannot be read",
                    unread);
        } finally {
            Thread.ofVirtual().start(tail::close); // nothing waits for its leave
        }
    }
}
