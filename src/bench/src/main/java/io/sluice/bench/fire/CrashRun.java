package io.sluice.bench.fire;

import io.sluice.bench.Deadlines;
import io.sluice.failpoint.Failpoint;
import io.sluice.failpoint.Failpoints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * For each place: a node that ends there, the requests that lead to it, the node's death, and a
 * node that has no such place, which is asked for the same with the same keys.
 */
final class CrashRun {

    private static final Duration DEAD_WITHIN = Duration.ofMinutes(2);

    /** Places that are passed for every entry: at a start already, and then again and again. */
    private static final int[] EVERY_ENTRY = {2, 7, 14, 23};

    /** Passed for each partition: with all still to do, and with some done. */
    private static final int[] EVERY_PARTITION = {1, 3};

    private final Topology topology;
    private final Figures figures;
    private final String name;
    private final List<Fence> fences = new ArrayList<>();
    private final Set<UUID> acknowledged = new HashSet<>();

    private CrashRun(Topology topology, Figures figures, long seed) {
        this.topology = topology;
        this.figures = figures;
        this.name = "c" + Long.toHexString(seed);
    }

    /** A place, and the how manieth time that it is passed. */
    record Crash(Failpoint point, int nth) {

        /** All that there are. */
        static List<Crash> all() {
            List<Crash> all = new ArrayList<>();
            for (Failpoint point : Failpoint.values()) {
                IntStream.of(times(point)).forEach(nth -> all.add(new Crash(point, nth)));
            }
            return all;
        }

        private static int[] times(Failpoint point) {
            if (point.name().startsWith("WRITER_")) {
                return EVERY_ENTRY;
            }
            return switch (point) {
                case PAUSE_BEFORE_BARRIER,
                        PAUSE_AFTER_BARRIER,
                        PAUSE_AFTER_GUARD,
                        RESUME_BEFORE_APPLY,
                        RESUME_AFTER_APPLY ->
                        EVERY_PARTITION;
                default -> new int[] {1};
            };
        }

        @Override
        public String toString() {
            return point.wire() + ":" + nth;
        }
    }

    /** As {@link GateRun#run}. */
    static void run(Topology topology, long seed, List<Crash> crashes, Figures figures) {
        new CrashRun(topology, figures, seed).run(crashes);
    }

    private void run(List<Crash> crashes) {
        Load accounts;
        try (Client client = new Client(topology::url)) {
            accounts = new Load(client, figures, name, 2 * topology.partitions());
            accounts.fund();
        }
        for (Crash crash : crashes) {
            CrashScript script =
                    new CrashScript(
                            name + "-" + crash,
                            accounts,
                            crash.point() == Failpoint.LIFT_AFTER_DECISION);
            try {
                topology.node().terminate();
                boolean died = diesAt(crash, script);
                again(crash, script, died);
            } catch (RuntimeException e) {
                figures.violated(crash + ": " + e);
                revive();
            }
            acknowledged.addAll(script.withdrawals().keySet());
            fences.addAll(script.fences());
        }
        figures.add("crash-points", crashes.size());
        try (Client client = new Client(topology::url)) {
            Idle.await(client, figures);
        }
        Evidence evidence = Evidence.read(topology, fences, figures);
        evidence.check(acknowledged);
        evidence.verify();
    }

    private boolean diesAt(Crash crash, CrashScript script) {
        Child node =
                topology.beginNode(
                        Map.of("JDK_JAVA_OPTIONS", "-D" + Failpoints.PROPERTY + "=" + crash));
        boolean needsSilence = crash.point() == Failpoint.PAUSE_BEFORE_DIRECT_BARRIER;
        try (Client client = new Client(topology::url)) {
            CompletableFuture<Void> played =
                    CompletableFuture.runAsync(
                            () -> {
                                topology.at(node.awaitReady(DEAD_WITHIN));
                                script.play(
                                        client,
                                        Optional.of(topology.broker()).filter(_ -> needsSilence));
                            },
                            task -> Thread.ofVirtual().start(task));
            Deadlines.await(
                    crash + " is reached, or not",
                    DEAD_WITHIN,
                    () ->
                            !node.isAlive()
                                    || (played.isDone() && !played.isCompletedExceptionally()));
        } finally {
            topology.broker().goOn();
        }
        if (node.isAlive()) {
            figures.violated(crash + " was not reached");
            node.terminate();
            return false;
        }
        int code = node.awaitEnd(DEAD_WITHIN);
        if (code != Failpoints.EXIT_CODE) {
            figures.violated(crash + ": the node ended with " + code + ": " + node.lastLines());
        }
        return true;
    }

    private void again(Crash crash, CrashScript script, boolean died) {
        long begin = System.nanoTime();
        topology.startNode();
        try (Client client = new Client(topology::url)) {
            script.play(client, Optional.empty());
        }
        figures.say(
                "%s %s, and all was done %d ms after the start"
                        .formatted(
                                crash,
                                died ? "died" : "NOT REACHED",
                                Duration.ofNanos(System.nanoTime() - begin).toMillis()));
    }

    /** The next one is to find a node that serves, and that has no such place. */
    private void revive() {
        topology.node().kill();
        topology.startNode();
    }
}
