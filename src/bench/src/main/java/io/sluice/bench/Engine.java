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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs all contenders in one process, round by round and cell by cell, so that whatever else
 * happens hits them alike.
 */
final class Engine {

    static final List<String> NAMES =
            List.of(
                    "raw",
                    "sluice-spread",
                    "sluice-hot",
                    "postgres-spread",
                    "postgres-hot",
                    "axon-jpa");

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Duration BROKER_START = Duration.ofSeconds(60);
    private static final int WARM_UP_IN_FLIGHT = 256;

    private final EngineSettings settings;
    private final Consumer<String> out;
    private final List<Family> families = new ArrayList<>();
    private final EngineResults results;

    private Engine(EngineSettings settings, Consumer<String> out) {
        this.settings = settings;
        this.out = out;
        this.results = new EngineResults(settings);
    }

    /**
     * Empties the scratch folder first, and again at the end.
     *
     * @param out gets a line now and then
     * @throws InconsistentException when somebody's books are wrong
     */
    static EngineResults run(EngineSettings settings, Consumer<String> out) {
        Path folder = settings.folder();
        delete(folder);
        EngineResults results;
        try (EmbeddedBroker broker =
                        EmbeddedBroker.start(folder.resolve("kafka"), BROKER_START, Engine::die);
                PostgresServer postgres = PostgresServer.start(folder.resolve("postgres"))) {
            results = run(settings, broker.bootstrapServers(), postgres, out);
        }
        delete(folder);
        return results;
    }

    /** As above, on servers that run. */
    static EngineResults run(
            EngineSettings settings,
            String bootstrapServers,
            PostgresServer postgres,
            Consumer<String> out) {
        Engine engine = new Engine(settings, out);
        engine.run(bootstrapServers, postgres);
        return engine.results;
    }

    private static void die(String why) {
        LOG.error("the broker gave up: {}", why);
        Thread.ofPlatform().name("stop").start(() -> System.exit(1));
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
        int partitions = settings.partitions();
        int accounts = settings.accounts();
        int most = Math.max(Collections.max(settings.inFlight()), WARM_UP_IN_FLIGHT);
        RawRecord sample = SampleRecord.make(bootstrapServers, folder.resolve("sample"));
        results.recordBytes(SampleRecord.size(sample));
        List<Family> all =
                List.of(
                        new RawFamily(bootstrapServers, partitions, sample),
                        new SluiceFamily(
                                bootstrapServers, partitions, accounts, folder, settings.payouts()),
                        new PostgresFamily(postgres, accounts, most),
                        new AxonJpaFamily(
                                postgres, accounts, Collections.max(settings.connections()), most));
        for (Family family : all) {
            if (wanted(family).isEmpty()) {
                family.close();
            } else {
                families.add(family);
            }
        }
    }

    /** Also finds how many connections are best, which costs those who have them a bit more. */
    private void warmUp() {
        for (Family family : families) {
            family.beginRound();
            for (Contender contender : wanted(family)) {
                Measured warm =
                        Load.run(
                                contender,
                                WARM_UP_IN_FLIGHT,
                                settings.warmUp(),
                                settings.connectionsWindow());
                out.accept(
                        "%s is warm: %.0f a second".formatted(contender.name(), warm.perSecond()));
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
            Measured measured =
                    Load.run(
                            contender,
                            WARM_UP_IN_FLIGHT,
                            settings.ramp(),
                            settings.connectionsWindow());
            tried.put(connections, measured.perSecond());
            out.accept(
                    "%s over %d connections: %.0f a second"
                            .formatted(contender.name(), connections, measured.perSecond()));
        }
        int best = Collections.max(tried.entrySet(), Map.Entry.comparingByValue()).getKey();
        contender.useAtMost(best);
        results.connections(contender.name(), best);
    }

    private void round(int round) {
        families.forEach(Family::beginRound);
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
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + folder, e);
        }
    }
}
