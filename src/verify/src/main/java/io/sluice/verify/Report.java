package io.sluice.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures and findings of one run. All findings are counted, the first hundred are kept. */
final class Report {

    static final int MOST_PRINTED = 100;

    private record Finding(Place place, String what) {}

    private final List<Finding> findings = new ArrayList<>();
    private final Map<Figure, Long> figures = new EnumMap<>(Figure.class);
    private final Map<String, String> more = new LinkedHashMap<>();
    private long found;

    Report() {
        for (Figure figure : Figure.values()) {
            figures.put(figure, 0L);
        }
    }

    void finding(Place place, String what) {
        found++;
        if (findings.size() < MOST_PRINTED) {
            findings.add(new Finding(place, printable(what)));
        }
    }

    void count(Figure figure) {
        add(figure, 1);
    }

    void add(Figure figure, long more) {
        figures.merge(figure, more, Long::sum);
    }

    /** A figure whose name is only known in the run, or that is not one number. */
    void line(String label, String value) {
        more.put(label, value);
    }

    long findings() {
        return found;
    }

    /**
     * @param unchecked what could not be looked at, empty when everything was
     */
    void print(String heading, String unchecked, Appendable out) {
        try {
            out.append(heading).append('\n');
            for (Map.Entry<Figure, Long> figure : figures.entrySet()) {
                row(figure.getKey().label(), figure.getValue().toString(), out);
            }
            for (Map.Entry<String, String> line : more.entrySet()) {
                row(line.getKey(), line.getValue(), out);
            }
            for (Finding finding : findings) {
                out.append("finding: " + finding.place() + ": " + finding.what() + "\n");
            }
            if (found > findings.size()) {
                out.append("finding: and " + (found - findings.size()) + " more\n");
            }
            out.append(verdict(unchecked)).append('\n');
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private String verdict(String unchecked) {
        if (found > 0) {
            return "verify: FAILED (" + found + (found == 1 ? " finding)" : " findings)");
        }
        return unchecked.isEmpty() ? "verify: ok" : "verify: could not check: " + unchecked;
    }

    private static void row(String label, String value, Appendable out) throws IOException {
        out.append("  " + label + " ".repeat(Math.max(1, 28 - label.length())) + value + "\n");
    }

    /** What stands in a log may be anything; a finding is one line of a terminal. */
    private static String printable(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .limit(500)
                .forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? '?' : c));
        return line.toString();
    }
}
