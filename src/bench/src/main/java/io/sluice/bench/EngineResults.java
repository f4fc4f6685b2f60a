package io.sluice.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What was measured, and what follows from it. */
final class EngineResults {

    private final EngineSettings settings;
    private final Map<String, Map<Integer, List<Measured>>> windows = new LinkedHashMap<>();
    private final Map<String, Integer> connections = new LinkedHashMap<>();
    private Map<String, String> postgres = Map.of();
    private int recordBytes;

    EngineResults(EngineSettings settings) {
        this.settings = settings;
    }

    void postgres(Map<String, String> settingsThatMatter) {
        postgres = settingsThatMatter;
    }

    void recordBytes(int bytes) {
        recordBytes = bytes;
    }

    void connections(String contender, int best) {
        connections.put(contender, best);
    }

    void add(String contender, int inFlight, Measured measured) {
        windows.computeIfAbsent(contender, _ -> new TreeMap<>())
                .computeIfAbsent(inFlight, _ -> new ArrayList<>())
                .add(measured);
    }

    /** By contender and in flight. */
    Map<String, Map<Integer, Measured>> medians() {
        Map<String, Map<Integer, Measured>> medians = new LinkedHashMap<>();
        for (String name : Engine.NAMES) {
            Map<Integer, Measured> cells = new TreeMap<>();
            windows.getOrDefault(name, Map.of())
                    .forEach((inFlight, all) -> cells.put(inFlight, Measured.median(all)));
            if (!cells.isEmpty()) {
                medians.put(name, cells);
            }
        }
        return medians;
    }

    /** Only those whose both sides were measured. */
    Map<String, Double> ratios() {
        Map<String, Double> ratios = new LinkedHashMap<>();
        ratio(ratios, "in-process-vs-postgres", best("sluice-spread"), best("postgres-spread"));
        ratio(ratios, "hot-vs-postgres-hot", best("sluice-hot"), best("postgres-hot"));
        ratio(ratios, "hot-vs-spread", best("sluice-hot"), best("sluice-spread"));
        ratio(ratios, "p50-at-64-vs-raw", p50At64("sluice-spread"), p50At64("raw"));
        ratio(ratios, "in-process-vs-axon-jpa", best("sluice-spread"), best("axon-jpa"));
        return ratios;
    }

    private static void ratio(
            Map<String, Double> ratios, String name, OptionalDouble over, OptionalDouble under) {
        if (over.isPresent() && under.isPresent()) {
            ratios.put(name, over.getAsDouble() / under.getAsDouble());
        }
    }

    private OptionalDouble best(String contender) {
        return medians().getOrDefault(contender, Map.of()).values().stream()
                .mapToDouble(Measured::perSecond)
                .max();
    }

    private OptionalDouble p50At64(String contender) {
        return Optional.ofNullable(medians().getOrDefault(contender, Map.of()).get(64))
                .map(cell -> OptionalDouble.of(cell.p50Millis()))
                .orElse(OptionalDouble.empty());
    }

    private List<String> conditions() {
        return List.of(
                "%d processors, %d partitions, records of %d bytes, payouts %s; median of %d windows of %d s"
                        .formatted(
                                Runtime.getRuntime().availableProcessors(),
                                settings.partitions(),
                                recordBytes,
                                settings.payouts() ? "on" : "off",
                                settings.rounds(),
                                settings.window().toSeconds()),
                "PostgreSQL: " + postgres,
                "connections: " + connections);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(conditions());
        lines.add(
                "%-16s %9s %12s %9s %9s %9s"
                        .formatted(
                                "contender",
                                "in flight",
                                "per second",
                                "p50 ms",
                                "p99 ms",
                                "p99.9 ms"));
        medians()
                .forEach(
                        (name, cells) ->
                                cells.forEach(
                                        (inFlight, cell) -> lines.add(line(name, inFlight, cell))));
        ratios().forEach((name, value) -> lines.add("ratio %s %s".formatted(name, two(value))));
        return lines;
    }

    private static String line(String name, int inFlight, Measured cell) {
        return String.format(
                Locale.ROOT,
                "%-16s %9d %12.0f %9.3f %9.3f %9.3f",
                name,
                inFlight,
                cell.perSecond(),
                cell.p50Millis(),
                cell.p99Millis(),
                cell.p999Millis());
    }

    private static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
