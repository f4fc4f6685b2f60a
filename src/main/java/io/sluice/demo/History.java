package io.sluice.demo;

import java.util.ArrayList;
import java.util.List;

/** One figure, second by second, with how the gate was: a row of the picture. */
final class History {

    private static final String BARS = " ▁▂▃▄▅▆▇█";

    private record Second(long value, Style style) {}

    private final String name;
    private final String unit;
    private final List<Second> seconds = new ArrayList<>();

    History(String name, String unit) {
        this.name = name;
        this.unit = unit;
    }

    synchronized void add(long value, Style style) {
        seconds.add(new Second(value, style));
    }

    /**
     * Name, value now, and a bar a second, as high as it was compared with the highest; more
     * seconds than columns share columns.
     */
    synchronized Line line(int columns) {
        long now = seconds.isEmpty() ? 0 : seconds.getLast().value();
        Line line =
                Line.of(Style.DIM, "  %-10s".formatted(name))
                        .and(Style.TITLE, "%,7d".formatted(now))
                        .and(Style.DIM, "%-4s".formatted(unit));
        long highest = Math.max(1, seconds.stream().mapToLong(Second::value).max().orElse(1));
        int perColumn = Math.max(1, Math.ceilDiv(seconds.size(), columns));
        for (int from = 0; from < seconds.size(); from += perColumn) {
            List<Second> column = seconds.subList(from, Math.min(seconds.size(), from + perColumn));
            long value = column.stream().mapToLong(Second::value).max().orElse(0);
            line = line.and(column.getLast().style(), bar(value, highest));
        }
        return line;
    }

    /** Whatever is not nothing can be seen. */
    private static String bar(long value, long highest) {
        long height = Math.ceilDiv(Math.max(0, value) * (BARS.length() - 1), highest);
        return String.valueOf(BARS.charAt((int) height));
    }
}
