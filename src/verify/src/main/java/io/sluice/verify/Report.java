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
     * Everything, once the log has been read.
     *
     * @param unchecked what could not be looked at, empty when everything was
     */
    void print(String heading, String unchecked, Appendable out) {
        StringBuilder text = new StringBuilder(heading).append('\n');
        figures.forEach((figure, count) -> row(figure.label(), count.toString(), text));
        more.forEach((label, value) -> row(label, value, text));
        write(text.append(findingsAnd(verdict(unchecked))), out);
    }

    /** Figures would mislead when the log could not be read to its end. */
    void printUnchecked(String unchecked, Appendable out) {
        write(findingsAnd(verdict(unchecked)), out);
    }

    private String findingsAnd(String last) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            text.append("finding: " + finding.place() + ": " + finding.what() + "\n");
        }
        if (found > findings.size()) {
            text.append("finding: and " + (found - findings.size()) + " more\n");
        }
        return text.append(last).append('\n').toString();
    }

    private static void write(CharSequence text, Appendable out) {
        try {
            out.append(text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private String verdict(String unchecked) {
        if (found > 0) {
            return "verify: FAILED ("
                    + found
                    + (found == 1 ? " finding)" : " findings)")
                    + (unchecked.isEmpty() ? "" : "; could not check: " + unchecked);
        }
        return unchecked.isEmpty() ? "verify: ok" : "verify: could not check: " + unchecked;
    }

    private static void row(String label, String value, StringBuilder out) {
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
