package io.sluice.bench.fire;

import io.sluice.bench.Deadlines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stops and kills node and broker at random instants, one at a time, each kind as often; what was
 * stopped goes on, and what was killed is started again. One that ends by itself is a violation.
 */
final class Faults implements AutoCloseable {

    /** What is done, and what must be running again afterwards. */
    enum Kind {
        NODE_KILLED,
        BROKER_STOPPED,
        NODE_STOPPED,
        BROKER_KILLED,
        NODE_TERMINATED
    }

    private static final Duration ENDED_WITHIN = Duration.ofMinutes(5);
    private static final int LEAST_QUIET_MILLIS = 2_000;
    private static final int MOST_QUIET_MILLIS = 8_000;
    private static final int LEAST_STOP_MILLIS = 100;
    private static final int MOST_STOP_MILLIS = 4_000;

    private final Topology topology;
    private final Figures figures;
    private final SplittableRandom random;
    private final Map<Kind, Integer> done = new EnumMap<>(Kind.class);
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean stopped;

    private Faults(
            Topology topology,
            Figures figures,
            SplittableRandom random,
            List<Kind> kinds,
            OptionalInt count) {
        this.topology = topology;
        this.figures = figures;
        this.random = random;
        this.thread = Thread.ofPlatform().name("faults").unstarted(() -> run(kinds, count));
    }

    /**
     * Goes on until it is closed.
     *
     * @param count so many faults in all; any number, where empty
     */
    static Faults begin(
            Topology topology,
            Figures figures,
            SplittableRandom random,
            List<Kind> kinds,
            OptionalInt count) {
        Faults faults = new Faults(topology, figures, random, kinds, count);
        faults.thread.start();
        return faults;
    }

    private void run(List<Kind> kinds, OptionalInt count) {
        int most = count.orElse(Integer.MAX_VALUE);
        List<Kind> left = new ArrayList<>();
        try {
            for (int number = 0; !stopped && number < most; number++) {
                if (left.isEmpty()) {
                    left.addAll(kinds);
                }
                pass(LEAST_QUIET_MILLIS, MOST_QUIET_MILLIS);
                if (!stopped) {
                    inject(left.remove(random.nextInt(left.size())));
                }
            }
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    private void inject(Kind kind) {
        reviveWhatEnded();
        long begin = System.nanoTime();
        switch (kind) {
            case NODE_KILLED -> {
                topology.node().kill();
                topology.startNode();
            }
            case NODE_TERMINATED -> {
                topology.node().terminate();
                topology.startNode();
            }
            case NODE_STOPPED -> stop(topology.node());
            case BROKER_KILLED -> {
                topology.broker().kill();
                topology.restartBroker();
            }
            case BROKER_STOPPED -> stop(topology.broker());
        }
        done.merge(kind, 1, Integer::sum);
        figures.say(
                "fault %s: %d ms"
                        .formatted(kind, Duration.ofNanos(System.nanoTime() - begin).toMillis()));
    }

    private void stop(Child child) {
        child.suspend();
        try {
            pass(LEAST_STOP_MILLIS, MOST_STOP_MILLIS);
        } finally {
            child.goOn();
        }
    }

    private void reviveWhatEnded() {
        if (!topology.broker().isAlive()) {
            figures.violated("the broker ended by itself: " + topology.broker().lastLines());
            topology.restartBroker();
        }
        if (!topology.node().isAlive()) {
            figures.violated("the node ended by itself: " + topology.node().lastLines());
            topology.startNode();
        }
    }

    private void pass(int leastMillis, int mostMillis) {
        Deadlines.pass(Duration.ofMillis(random.nextInt(leastMillis, mostMillis)));
    }

    int killed() {
        return count(Kind.NODE_KILLED) + count(Kind.BROKER_KILLED) + count(Kind.NODE_TERMINATED);
    }

    int stopped() {
        return count(Kind.NODE_STOPPED) + count(Kind.BROKER_STOPPED);
    }

    private int count(Kind kind) {
        return done.getOrDefault(kind, 0);
    }

    /** Returns once so many happened as were asked for. */
    void awaitAll() {
        try {
            if (!thread.join(ENDED_WITHIN)) {
                throw new IllegalStateException("the faults do not come to an end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    /** Returns once everything runs again. */
    @Override
    public void close() {
        stopped = true;
        awaitAll();
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("what was killed does not come back", failed);
        }
        reviveWhatEnded();
    }
}
