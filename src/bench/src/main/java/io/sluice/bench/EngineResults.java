package io.sluice.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.kafka.common.utils.AppInfoParser;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What was measured, and what follows from it. */
final class EngineResults {

    private static final int IN_FLIGHT_OF_P50 = 64;

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

    /** By contender and in flight, in the order of the table. */
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

    /** Those whose both sides were measured, each side at what was best for it. */
    Map<String, Double> ratios() {
        Map<String, Double> ratios = new LinkedHashMap<>();
        ratio(ratios, "in-process-vs-postgres", best("sluice-spread"), best("postgres-spread"));
        ratio(ratios, "hot-vs-postgres-hot", best("sluice-hot"), best("postgres-hot"));
        ratio(ratios, "hot-vs-spread", best("sluice-hot"), best("sluice-spread"));
        ratio(ratios, "p50-at-64-vs-raw", p50("sluice-spread"), p50("raw"));
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

    private OptionalDouble p50(String contender) {
        return Optional.ofNullable(
                        medians().getOrDefault(contender, Map.of()).get(IN_FLIGHT_OF_P50))
                .map(cell -> OptionalDouble.of(cell.p50Millis()))
                .orElse(OptionalDouble.empty());
    }

    /** Under what conditions; says nothing about which machine it was. */
    Map<String, Object> conditions() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("processors", Runtime.getRuntime().availableProcessors());
        all.put("heapMegabytes", Runtime.getRuntime().maxMemory() >> 20);
        all.put("java", Runtime.version().toString());
        all.put("kafka", AppInfoParser.getVersion());
        all.put("postgresql", postgres);
        all.put("connections", connections);
        all.put("partitions", settings.partitions());
        all.put("accounts", settings.accounts());
        all.put("recordBytes", recordBytes);
        all.put("payouts", settings.payouts());
        all.put("warmUpSeconds", settings.warmUp().toSeconds());
        all.put("windowSeconds", settings.window().toSeconds());
        all.put("rounds", settings.rounds());
        return all;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        conditions().forEach((name, value) -> lines.add(name + " " + value));
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

    /** {@code engine.json} and {@code engine.svg}. */
    void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("engine.json"), json() + "\n");
            Files.writeString(folder.resolve("engine.svg"), new EnginePlot(medians()).svg());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("conditions", conditions());
        List<Map<String, Object>> cells = new ArrayList<>();
        medians()
                .forEach(
                        (name, byInFlight) ->
                                byInFlight.forEach((n, m) -> cells.add(cell(name, n, m))));
        all.put("cells", cells);
        Map<String, BigDecimal> ratios = new LinkedHashMap<>();
        ratios().forEach((name, value) -> ratios.put(name, rounded(value, 2)));
        all.put("ratios", ratios);
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(all);
    }

    private static Map<String, Object> cell(String name, int inFlight, Measured measured) {
        Map<String, Object> cell = new LinkedHashMap<>();
        cell.put("contender", name);
        cell.put("inFlight", inFlight);
        cell.put("perSecond", rounded(measured.perSecond(), 0));
        cell.put("p50Millis", rounded(measured.p50Millis(), 3));
        cell.put("p99Millis", rounded(measured.p99Millis(), 3));
        cell.put("p999Millis", rounded(measured.p999Millis(), 3));
        return cell;
    }

    private static BigDecimal rounded(double value, int places) {
        return BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP);
    }
}
