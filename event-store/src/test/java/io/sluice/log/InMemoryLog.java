package io.sluice.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A log in memory that keeps what it is given, in the order in which it is given it, and shows it
 * to tails on their own threads.
 */
public final class InMemoryLog implements RecordLog {

    private static final int MOST_AT_ONCE = 500;

    private final int partition;
    private final List<RawRecord> records = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();

    public InMemoryLog(int partition) {
        this.partition = partition;
    }

    @Override
    public int partition() {
        return partition;
    }

    @Override
    public String topicId() {
        return "in-memory";
    }

    @Override
    public long endOffset(Duration deadline) {
        lock.lock();
        try {
            return records.size();
        } finally {
            lock.unlock();
        }
    }

    /** Appends as anyone with access to the topic can. */
    public void add(RawRecord record) {
        lock.lock();
        try {
            records.add(
                    new RawRecord(records.size(), record.key(), record.value(), record.headers()));
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public List<RawRecord> records() {
        lock.lock();
        try {
            return List.copyOf(records);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Appender newAppender() {
        return new Appender() {
            private volatile boolean closed;

            @Override
            public void append(RawRecord record, Consumer<Throwable> onFailure) {
                if (!closed) {
                    add(record);
                }
            }

            @Override
            public void closeNow() {
                closed = true;
            }
        };
    }

    @Override
    public Tail tail(
            long fromOffset, Consumer<List<RawRecord>> onRecords, Consumer<Throwable> onFailure) {
        Thread thread =
                Thread.ofVirtual().unstarted(() -> follow(fromOffset, onRecords, onFailure));
        thread.start();
        return thread::interrupt;
    }

    private void follow(
            long fromOffset, Consumer<List<RawRecord>> onRecords, Consumer<Throwable> onFailure) {
        int next = Math.toIntExact(fromOffset);
        try {
            while (true) {
                List<RawRecord> batch = await(next);
                onRecords.accept(batch);
                next += batch.size();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            onFailure.accept(failure);
        }
    }

    private List<RawRecord> await(int next) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (records.size() <= next) {
                grown.await();
            }
            return List.copyOf(
                    records.subList(next, Math.min(records.size(), next + MOST_AT_ONCE)));
        } finally {
            lock.unlock();
        }
    }
}
