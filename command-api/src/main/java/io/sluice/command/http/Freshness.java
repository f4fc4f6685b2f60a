package io.sluice.command.http;

import io.sluice.command.bus.Writers;
import io.sluice.log.Confirmed;
import io.sluice.log.LogPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes sure that what was read of every partition is not a zombie's: an entry sent after the call
 * is confirmed in each, or the partition is named as stale.
 */
final class Freshness {

    /**
     * @param positions of the entries that were waited for
     * @param stale partitions whose owner did not answer in time
     */
    record Seen(List<LogPosition> positions, List<Integer> stale) {}

    private final Writers writers;
    private final int partitions;
    private final Duration most;

    Freshness(Writers writers, int partitions, Duration most) {
        this.writers = writers;
        this.partitions = partitions;
        this.most = most;
    }

    Seen settle() {
        List<CompletableFuture<Confirmed>> settling = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            settling.add(settle(partition));
        }
        long until = System.nanoTime() + most.toNanos();
        List<LogPosition> positions = new ArrayList<>();
        List<Integer> stale = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            try {
                long left = Math.max(0, until - System.nanoTime());
                positions.add(settling.get(partition).get(left, TimeUnit.NANOSECONDS).position());
            } catch (ExecutionException | TimeoutException notAnswered) {
                stale.add(partition);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                stale.add(partition);
            }
        }
        return new Seen(positions, stale);
    }

    private CompletableFuture<Confirmed> settle(int partition) {
        try {
            return writers.of(partition).settle();
        } catch (RuntimeException notOurs) {
            return CompletableFuture.failedFuture(notOurs);
        }
    }
}
