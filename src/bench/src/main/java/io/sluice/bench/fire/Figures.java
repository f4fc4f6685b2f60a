package io.sluice.bench.fire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Figures and broken promises as they come: each is printed at once, and all are kept. Thread-safe.
 */
final class Figures {

    private static final int MOST_PRINTED = 50;

    private final Consumer<String> out;
    private final Map<String, Object> all = new LinkedHashMap<>();
    private final List<String> violations = new ArrayList<>();

    Figures(Consumer<String> out) {
        this.out = out;
    }

    /** Only for whoever waits. */
    void say(String text) {
        out.accept(text);
    }

    synchronized void add(String name, long value) {
        out.accept(name + " " + value);
        all.put(name, value);
    }

    synchronized void add(String name, int places, double value) {
        String text = decimals(places, value);
        out.accept(name + " " + text);
        all.put(name, new BigDecimal(text));
    }

    /** Some that belong together, in one line: {@code name p50 1.2 p99 3.4}. */
    synchronized void add(String name, int places, Map<String, Double> values) {
        StringBuilder line = new StringBuilder(name);
        Map<String, BigDecimal> kept = new LinkedHashMap<>();
        values.forEach(
                (part, value) -> {
                    String text = decimals(places, value);
                    line.append(' ').append(part).append(' ').append(text);
                    kept.put(part, new BigDecimal(text));
                });
        out.accept(line.toString());
        all.put(name, kept);
    }

    private static String decimals(int places, double value) {
        return String.format(Locale.ROOT, "%." + places + "f", value);
    }

    /** A promise is broken; the run goes on, to see what else is, and fails in the end. */
    synchronized void violated(String what) {
        violations.add(what);
        if (violations.size() <= MOST_PRINTED) {
            out.accept("VIOLATED " + what);
        }
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    /** {@code <name>.json}. */
    synchronized void write(Path folder, String name) {
        Map<String, Object> whole = new LinkedHashMap<>(all);
        whole.put("violations", violations);
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve(name + ".json"),
                    JsonMapper.builder()
                                    .enable(SerializationFeature.INDENT_OUTPUT)
                                    .build()
                                    .writeValueAsString(whole)
                            + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
