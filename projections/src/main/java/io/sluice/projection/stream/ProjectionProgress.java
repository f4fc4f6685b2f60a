package io.sluice.projection.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How far PostgreSQL is known to be in every partition, and a place to wait for it to come further.
 * Thread-safe.
 */
public final class ProjectionProgress {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();
    private final Map<Integer, Long> nextSequences = new HashMap<>();

    /**
     * @param next by partition; what is behind what is known already changes nothing
     */
    public void advance(Map<Integer, Long> next) {
        lock.lock();
        try {
            next.forEach((partition, to) -> nextSequences.merge(partition, to, Math::max));
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Events of the partition with a smaller sequence are in PostgreSQL. */
    public long nextSequence(int partition) {
        lock.lock();
        try {
            return nextSequences.getOrDefault(partition, 0L);
        } finally {
            lock.unlock();
        }
    }

    public Map<Integer, Long> nextSequences() {
        lock.lock();
        try {
            return Map.copyOf(nextSequences);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the partition's next sequence is at least this, but no longer than the deadline.
     *
     * @return whether it is
     */
    public boolean await(int partition, long nextSequence, Duration deadline)
            throws InterruptedException {
        long nanos = deadline.toNanos();
        lock.lockInterruptibly();
        try {
            while (nextSequences.getOrDefault(partition, 0L) < nextSequence) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = advanced.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
