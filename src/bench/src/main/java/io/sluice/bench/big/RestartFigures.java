package io.sluice.bench.big;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Figures as they come: each is printed at once, and all are kept for the file. */
final class RestartFigures {

    private final Consumer<String> out;
    private final Map<String, BigDecimal> plain = new LinkedHashMap<>();
    private final Map<String, Map<String, BigDecimal>> grouped = new LinkedHashMap<>();
    private final Map<String, BigDecimal> ratios = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    RestartFigures(Consumer<String> out) {
        this.out = out;
    }

    /** For example {@code log-gb 26.812}. */
    void add(String name, int places, double value) {
        String text = Texts.decimals(places, value);
        out.accept(name + " " + text);
        plain.put(name, new BigDecimal(text));
    }

    /** For example {@code entries 30120004}. */
    void add(String name, long value) {
        out.accept(name + " " + value);
        plain.put(name, BigDecimal.valueOf(value));
    }

    /** One of several under a name, for example {@code cold-load-ms after-kill 31.2}. */
    void add(String name, String which, int places, double value) {
        String text = Texts.decimals(places, value);
        out.accept(name + " " + which + " " + text);
        grouped.computeIfAbsent(name, _ -> new LinkedHashMap<>()).put(which, new BigDecimal(text));
    }

    void ratio(String name, double value) {
        String text = Texts.decimals(2, value);
        out.accept("ratio " + name + " " + text);
        ratios.put(name, new BigDecimal(text));
    }

    /** Only for whoever waits. */
    void say(String text) {
        out.accept(text);
    }

    /** Something that is no figure but must be known with them. */
    void note(String text) {
        out.accept(text);
        notes.add(text);
    }

    /** {@code restart.json}. */
    void write(Path folder) {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("notes", notes);
        whole.putAll(plain);
        whole.putAll(grouped);
        whole.put("ratios", ratios);
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve("restart.json"),
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
