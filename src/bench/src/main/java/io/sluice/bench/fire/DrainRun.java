package io.sluice.bench.fire;

import io.sluice.bench.Deadlines;
import io.sluice.bench.fire.PartitionEvidence.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many held withdrawals are let go at a rate, stopped by a new pause, let go again, stopped again,
 * and what is left is cancelled by a filter.
 */
final class DrainRun {

    /** Of what is held: so much leaves before the first stop, and as much before the second. */
    private static final double LEG = 0.35;

    private static final Duration STANDS_STILL = Duration.ofSeconds(2);
    private static final Duration CANCELLED_WITHIN = Duration.ofMinutes(4);
    private static final double MILLIS = 1e3;

    private final Topology topology;
    private final DrainSettings settings;
    private final Figures figures;
    private final Client client;
    private final Operator operator;
    private final Load load;

    private DrainRun(Topology topology, DrainSettings settings, Figures figures, Client client) {
        this.topology = topology;
        this.settings = settings;
        this.figures = figures;
        this.client = client;
        String name = "d" + Long.toHexString(settings.seed());
        this.operator = new Operator(client, figures, name, new SplittableRandom(settings.seed()));
        this.load = new Load(client, figures, name, settings.accounts());
    }

    /** As {@link GateRun#run}. */
    static void run(Topology topology, DrainSettings settings, Figures figures) {
        try (Client client = new Client(topology::url)) {
            new DrainRun(topology, settings, figures, client).run();
        }
    }

    /**
     * A pause amid the drain.
     *
     * @param requestedAt by the clock that the node's entries are stamped with
     */
    private record Stop(UUID pause, Instant requestedAt, List<Fence> fences) {}

    private void run() {
        figures.add("seed", settings.seed());
        load.fund();
        operator.pause(Scope.ALL, "HOLD");
        hold();
        Instant begin = Instant.now();
        Stop first = leg("first");
        Deadlines.pass(STANDS_STILL);
        Stop second = leg("second");
        int cancelled = cancelled(second.pause());
        operator.resume(operator.active(), 0);
        Idle.await(client, figures);
        Balances balances = Balances.read(client, load);
        Evidence evidence = Evidence.read(topology, operator.fences(), figures);
        rate(evidence, begin, first);
        stopped("first", evidence, first);
        stopped("second", evidence, second);
        order(evidence);
        balances.compare(evidence, figures);
        requireCancelled(evidence, cancelled);
        evidence.check(load.acknowledged());
        evidence.verify();
    }

    private void hold() {
        long begin = System.nanoTime();
        load.request(settings.withdrawals(), settings.inFlight());
        double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / MILLIS;
        figures.add("drain-held", load.acknowledged().size());
        figures.add("held-per-second", 0, load.acknowledged().size() / seconds);
        if (load.acknowledged().size() != settings.withdrawals()) {
            figures.violated("not all of " + settings.withdrawals() + " were taken");
        }
    }

    /** Lets them go at the rate, for as long as a leg should take, and stops them. */
    private Stop leg(String which) {
        operator.resume(operator.active(), settings.ratePerSecond());
        double seconds = LEG * settings.withdrawals() / settings.ratePerSecond();
        Deadlines.pass(Duration.ofMillis((long) (seconds * MILLIS)));
        Instant requestedAt = Instant.now();
        int before = operator.fences().size();
        long nanos = operator.pause(Scope.ALL, "HOLD");
        double millis = nanos / 1e6;
        figures.add("drain-pause-to-fenced-ms " + which, 1, millis);
        if (millis >= settings.stopWithin().toMillis()) {
            figures.violated("the " + which + " pause took " + millis + " ms");
        }
        List<Fence> fences = operator.fences().subList(before, operator.fences().size());
        return new Stop(fences.getFirst().pause(), requestedAt, fences);
    }

    /** Where that fails, the rest is still worth knowing. */
    private int cancelled(UUID pause) {
        try {
            return cancel(pause);
        } catch (RuntimeException e) {
            figures.violated("nothing is cancelled by a filter: " + e);
            return 0;
        }
    }

    /** All that this pause holds; how many the answer says are cancelled. */
    private int cancel(UUID pause) {
        long begin = System.nanoTime();
        List<JsonNode> lines =
                client.lines(
                                "/v1/withdrawals/cancellations",
                                "cancel-" + pause,
                                "{\"pauseId\":\"%s\",\"reason\":\"the customer asked\"}"
                                        .formatted(pause),
                                CANCELLED_WITHIN)
                        .map(JsonMapper.shared()::readTree)
                        .toList();
        double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / MILLIS;
        long cancelled =
                lines.stream()
                        .filter(line -> line.at("/status").asString("").equals("CANCELLED"))
                        .count();
        long others =
                lines.stream()
                        .filter(line -> line.has("withdrawalId"))
                        .filter(line -> !line.at("/status").asString("").equals("CANCELLED"))
                        .peek(line -> figures.violated("not cancelled: " + line))
                        .count();
        if (!lines.getLast().at("/end").asBoolean(false)) {
            figures.violated("the cancellations broke off: " + lines.getLast());
        }
        figures.add("cancelled-by-filter", cancelled);
        figures.add("cancelled-by-filter-per-second", 0, cancelled / seconds);
        figures.add("not-cancelled-by-filter", others);
        return Math.toIntExact(cancelled);
    }

    /** Of the first leg: from the first release to the last before the fences. */
    private void rate(Evidence evidence, Instant begin, Stop stop) {
        List<Release> leg =
                evidence.partitions().stream()
                        .flatMap(partition -> partition.releases().stream())
                        .filter(release -> !release.at().isBefore(begin))
                        .filter(release -> !release.at().isAfter(stop.requestedAt()))
                        .sorted(Comparator.comparing(Release::at))
                        .toList();
        if (leg.size() < 2) {
            figures.violated("the drain did not begin");
            return;
        }
        int count = leg.stream().mapToInt(Release::count).sum();
        double seconds =
                Duration.between(leg.getFirst().at(), leg.getLast().at()).toMillis() / MILLIS;
        double perSecond = (count - leg.getFirst().count()) / seconds;
        figures.add("drained-in-the-first-leg", count);
        figures.add("drain-per-second", 0, perSecond);
        if (Math.abs(perSecond / settings.ratePerSecond() - 1) > settings.tolerance()) {
            figures.violated("drained at %.0f a second".formatted(perSecond));
        }
    }

    /** From the request until the last release that still stands before a fence. */
    private void stopped(String which, Evidence evidence, Stop stop) {
        long mostMillis = 0;
        int after = 0;
        for (Fence fence : stop.fences()) {
            List<Release> since =
                    evidence.partitions().get(fence.partition()).releases().stream()
                            .filter(release -> release.offset() < fence.offset())
                            .filter(release -> release.at().isAfter(stop.requestedAt()))
                            .toList();
            for (Release release : since) {
                after += release.count();
                mostMillis =
                        Math.max(
                                mostMillis,
                                Duration.between(stop.requestedAt(), release.at()).toMillis());
            }
        }
        figures.add("last-release-after-the-request-ms " + which, mostMillis);
        figures.add("released-between-request-and-fence " + which, after);
        if (mostMillis >= settings.stopWithin().toMillis()) {
            figures.violated("releases went on for " + mostMillis + " ms");
        }
    }

    /** One scope held them all, so that they leave as they were asked for, whatever their lane. */
    private void order(Evidence evidence) {
        int outOfOrder =
                evidence.partitions().stream().mapToInt(PartitionEvidence::outOfOrder).sum();
        figures.add("drained-out-of-order", outOfOrder);
        if (outOfOrder > 0) {
            figures.violated(outOfOrder + " left before earlier ones of their partition");
        }
    }

    private void requireCancelled(Evidence evidence, int said) {
        int cancelled =
                evidence.partitions().stream()
                        .map(PartitionEvidence::counts)
                        .mapToInt(
                                (Map<PartitionEvidence.End, Integer> counts) ->
                                        counts.getOrDefault(PartitionEvidence.End.CANCELLED, 0))
                        .sum();
        if (cancelled != said || cancelled == 0) {
            figures.violated(said + " were said to be cancelled, and " + cancelled + " are");
        }
    }
}
