package io.sluice.bench.fire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Pauses and resumptions of random scopes under load: first in peace, where the time to the fences
 * counts, then while node and broker are stopped and killed, where only the promises do.
 */
final class GateRun {

    private final Topology topology;
    private final GateSettings settings;
    private final Figures figures;
    private final SplittableRandom random;
    private final List<Fence> fences = new ArrayList<>();

    private GateRun(Topology topology, GateSettings settings, Figures figures) {
        this.topology = topology;
        this.settings = settings;
        this.figures = figures;
        this.random = new SplittableRandom(settings.seed());
    }

    /**
     * Leaves everything that it found in the figures, and both running.
     *
     * @param topology running, its ledger empty or of earlier runs
     */
    static void run(Topology topology, GateSettings settings, Figures figures) {
        try (Client client = new Client(topology::url)) {
            new GateRun(topology, settings, figures).run(client);
        }
    }

    private void run(Client client) {
        figures.add("seed", settings.seed());
        Load load =
                new Load(
                        client,
                        figures,
                        "g" + Long.toHexString(settings.seed()),
                        settings.accounts());
        load.fund();
        double most = load.maximum(settings.inFlight(), settings.warmUp(), settings.window());
        figures.add("gate-max-per-second", 0, most);
        figures.add("gate-load-per-second", 0, most / 2);
        Idle.await(client, figures);
        quiet(client, load, most / 2);
        if (!settings.faults().isEmpty()) {
            underFire(client, load, most / 2);
        }
        new Operator(client, figures, name("last"), random.split()).hurry();
        Idle.await(client, figures);
        Evidence evidence = Evidence.read(topology, fences, figures);
        evidence.check(load.acknowledged());
        evidence.verify();
    }

    private void quiet(Client client, Load load, double perSecond) {
        Operator first = new Operator(client, figures, name("first"), random.split());
        Operator operator = new Operator(client, figures, name("quiet"), random.split());
        long before = load.acknowledged().size();
        long begin = System.nanoTime();
        Latencies firstToFenced;
        Latencies toFenced;
        try (Load.Open _ = load.at(perSecond, settings.mostInFlight())) {
            firstToFenced =
                    first.campaign(
                            settings.firstPauses(),
                            settings.quiet()
                                    .multipliedBy(settings.firstPauses())
                                    .dividedBy(settings.pauses()));
            toFenced = operator.campaign(settings.pauses(), settings.quiet());
        }
        figures.add("seconds-without-faults", 1, secondsSince(begin));
        figures.add("acknowledged-without-faults", load.acknowledged().size() - before);
        figures.add("refused-by-a-pause-without-faults", load.refused());
        figures.add("first-pauses-to-fenced-ms", 1, firstToFenced.summary());
        figures.add("pause-to-fenced-ms", 1, toFenced.summary());
        count("without faults", operator, 0, 0);
        if (first.foreign() + operator.foreign() > 0) {
            figures.violated("somebody else paused without a fault");
        }
        if (toFenced.percentile(99) >= settings.p99Millis()) {
            figures.violated(
                    "p99 from request to fenced is not below " + settings.p99Millis() + " ms");
        }
        fences.addAll(first.fences());
        fences.addAll(operator.fences());
    }

    private void underFire(Client client, Load load, double perSecond) {
        Operator operator = new Operator(client, figures, name("fire"), random.split());
        long before = load.acknowledged().size();
        long begin = System.nanoTime();
        Latencies toFenced;
        Faults faults =
                Faults.begin(
                        topology,
                        figures,
                        random.split(),
                        settings.faults(),
                        settings.faultCount());
        try (Load.Open _ = load.at(perSecond, settings.mostInFlight());
                faults) {
            toFenced = operator.campaign(settings.pauses(), settings.underFire());
            if (settings.faultCount().isPresent()) {
                faults.awaitAll();
            }
        }
        operator.resumeForeign();
        count("under fire", operator, faults.killed(), faults.stopped());
        figures.add("pauses-by-others-under-fire", operator.foreign());
        figures.add("seconds-under-fire", 1, secondsSince(begin));
        figures.add("acknowledged-under-fire", load.acknowledged().size() - before);
        figures.add("pause-to-fenced-under-fire-ms", 1, toFenced.summary());
        fences.addAll(operator.fences());
    }

    /** Of this run, also on a ledger that has seen others. */
    private String name(String part) {
        return part + "-" + new UUID(random.nextLong(), random.nextLong());
    }

    private static double secondsSince(long beginNanos) {
        return Duration.ofNanos(System.nanoTime() - beginNanos).toMillis() / 1e3;
    }

    private void count(String when, Operator operator, int kills, int stops) {
        figures.say(
                "%s: pauses %d resumes %d kills %d stops %d"
                        .formatted(when, operator.pauses(), operator.resumes(), kills, stops));
        figures.add("answers-with-pending " + when, operator.repeated());
    }
}
