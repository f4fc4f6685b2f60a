package io.sluice.bench;

import io.sluice.log.RawRecord;
import io.sluice.log.embedded.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs all contenders in one process, round by round, so that what else happens hits them alike.
 */
final class Engine {

    static final List<String> NAMES =
            List.of("raw", "sluice-spread", "sluice-hot", "postgres-spread", "postgres-hot");

    private static final Duration BROKER_START = Duration.ofSeconds(60);
    private static final Duration TRY = Duration.ofSeconds(1);
    private static final int WARM_UP_IN_FLIGHT = 256;

    private final EngineSettings settings;
    private final Consumer<String> out;
    private final List<Family> families = new ArrayList<>();
    private final EngineResults results;

    /** For the command line's help. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return NAMES.iterator();
        }
    }

    private Engine(EngineSettings settings, Consumer<String> out) {
        this.settings = settings;
        this.out = out;
        this.results = new EngineResults(settings);
    }

    /**
     * @param out gets a line now and then, and the table at the end
     * @throws InconsistentException when somebody's books are wrong
     */
    static EngineResults run(EngineSettings settings, Consumer<String> out) {
        Engine engine = new Engine(settings, out);
        delete(settings.folder());
        try (EmbeddedBroker broker =
                        EmbeddedBroker.start(
                                settings.folder().resolve("kafka"), BROKER_START, Engine::die);
                PostgresServer postgres =
                        PostgresServer.start(settings.folder().resolve("postgres"))) {
            engine.run(broker.bootstrapServers(), postgres);
        } finally {
            delete(settings.folder());
        }
        engine.results.lines().forEach(out);
        return engine.results;
    }

    private static void die(String why) {
        throw new IllegalStateException("the broker gave up: " + why);
    }

    private void run(String bootstrapServers, PostgresServer postgres) {
        results.postgres(postgres.settingsThatMatter());
        try {
            makeFamilies(bootstrapServers, postgres);
            warmUp();
            for (int round = 0; round < settings.rounds(); round++) {
                round(round);
            }
        } finally {
            families.forEach(Family::close);
        }
    }

    private void makeFamilies(String bootstrapServers, PostgresServer postgres) {
        Path folder = settings.folder();
        int most = Collections.max(settings.inFlight());
        RawRecord sample = SampleRecord.make(bootstrapServers, folder.resolve("sample"));
        results.recordBytes(SampleRecord.size(sample));
        List<Family> all =
                List.of(
                        new RawFamily(bootstrapServers, settings.partitions(), sample),
                        new SluiceFamily(
                                bootstrapServers,
                                settings.partitions(),
                                folder,
                                settings.payouts()),
                        new PostgresFamily(postgres, Math.max(most, WARM_UP_IN_FLIGHT)));
        for (Family family : all) {
            if (family.contenders().stream().anyMatch(settings::wants)) {
                families.add(family);
            } else {
                family.close();
            }
        }
    }

    /** Also finds how many connections are best. */
    private void warmUp() {
        for (Family family : families) {
            family.fresh();
            for (Contender contender : wanted(family)) {
                Measured warm =
                        Load.run(
                                contender,
                                WARM_UP_IN_FLIGHT,
                                settings.warmUp().minus(TRY).isPositive()
                                        ? settings.warmUp().minus(TRY)
                                        : Duration.ZERO,
                                TRY);
                out.accept("warm-up %s: %,.0f/s".formatted(contender.name(), warm.perSecond()));
                if (contender instanceof Pooled pooled) {
                    findConnections(pooled);
                }
            }
            family.check();
        }
    }

    private void findConnections(Pooled contender) {
        Map<Integer, Double> tried = new LinkedHashMap<>();
        for (int connections : settings.connections()) {
            contender.useAtMost(connections);
            tried.put(
                    connections,
                    Load.run(contender, WARM_UP_IN_FLIGHT, settings.ramp(), TRY).perSecond());
        }
        int best = Collections.max(tried.entrySet(), Map.Entry.comparingByValue()).getKey();
        contender.useAtMost(best);
        results.connections(contender.name(), best);
        out.accept("connections of %s: %s, so %d".formatted(contender.name(), tried, best));
    }

    private void round(int round) {
        families.forEach(Family::fresh);
        List<Contender> order =
                new ArrayList<>(families.stream().flatMap(f -> wanted(f).stream()).toList());
        for (int inFlight : settings.inFlight()) {
            for (Contender contender : order) {
                Measured measured =
                        Load.run(contender, inFlight, settings.ramp(), settings.window());
                results.add(contender.name(), inFlight, measured);
            }
            // Nobody always comes after the same one.
            Collections.rotate(order, 1);
        }
        families.forEach(Family::check);
        out.accept("round %d of %d: all books are right".formatted(round + 1, settings.rounds()));
    }

    private List<Contender> wanted(Family family) {
        return family.contenders().stream().filter(settings::wants).toList();
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
