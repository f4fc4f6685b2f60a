package io.sluice.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/**
 * Threads that each own what they work with; tasks queue for them in order, as requests queue for a
 * pool of connections.
 *
 * @param <T> what a worker owns; used by its thread alone
 */
final class Workers<T extends AutoCloseable> implements AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(10);

    /** One operation. What it throws is a bug: it answers for itself. */
    interface Task<T> {
        void run(T owned);
    }

    private final BlockingQueue<Task<? super T>> queue;
    private final List<Thread> threads = new ArrayList<>();
    private final List<T> owned = new ArrayList<>();
    private final Supplier<T> factory;

    /**
     * @param most tasks that ever wait
     */
    Workers(int most, Supplier<T> factory) {
        this.queue = new ArrayBlockingQueue<>(most);
        this.factory = factory;
    }

    /** Lets so many work, from now on; nothing must be waiting. */
    void start(int count) {
        while (owned.size() < count) {
            owned.add(factory.get());
        }
        for (T each : owned.subList(0, count)) {
            threads.add(
                    Thread.ofPlatform()
                            .name("bench-worker-" + threads.size())
                            .start(() -> work(each)));
        }
    }

    private void work(T own) {
        try {
            while (true) {
                queue.take().run(own);
            }
        } catch (InterruptedException e) {
            // Asked to end, and nothing is waiting.
        }
    }

    /**
     * @throws IllegalStateException when more wait than were foreseen
     */
    void submit(Task<? super T> task) {
        queue.add(task);
    }

    /** Ends the threads; what they own stays for the next start. */
    void stop() {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                if (!thread.join(STOP)) {
                    throw new IllegalStateException(thread.getName() + " does not end");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        threads.clear();
    }

    @Override
    public void close() {
        stop();
        for (T each : owned) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException("a worker's own does not close", e);
            }
        }
        owned.clear();
    }
}
