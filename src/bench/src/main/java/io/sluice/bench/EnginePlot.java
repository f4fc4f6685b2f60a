package io.sluice.bench;

import java.util.Arrays;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Throughput and latency by how many are in flight, as SVG; every axis is logarithmic. */
final class EnginePlot {

    private static final int PANEL_WIDTH = 330;
    private static final int PANEL_HEIGHT = 300;
    private static final int LEFT = 60;
    private static final int TOP = 40;
    private static final int GAP = 75;
    private static final int LEGEND = 60;

    /** Told apart also by those who do not see every colour; hot ones are dashed. */
    private static final Map<String, String> STROKES =
            Map.of(
                    "raw", "stroke=\"#888888\"",
                    "sluice-spread", "stroke=\"#0072b2\"",
                    "sluice-hot", "stroke=\"#0072b2\" stroke-dasharray=\"6 4\"",
                    "postgres-spread", "stroke=\"#d55e00\"",
                    "postgres-hot", "stroke=\"#d55e00\" stroke-dasharray=\"6 4\"",
                    "axon-jpa", "stroke=\"#009e73\"");

    private final Map<String, Map<Integer, Measured>> medians;
    private final Formatter svg = new Formatter(Locale.ROOT);

    /**
     * @param medians by contender and in flight; not empty
     */
    EnginePlot(Map<String, Map<Integer, Measured>> medians) {
        this.medians = medians;
    }

    String svg() {
        int width = LEFT + 3 * PANEL_WIDTH + 2 * GAP + 20;
        int height = TOP + PANEL_HEIGHT + 50 + LEGEND;
        svg.format(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif"
                    font-size="12" fill="#333333">
                <rect width="%d" height="%d" fill="#ffffff"/>
                """,
                width, height, width, height);
        panel(0, "answered a second", Measured::perSecond);
        panel(1, "p50, ms", Measured::p50Millis);
        panel(2, "p99, ms", Measured::p99Millis);
        legend();
        return svg.format("</svg>%n").toString();
    }

    private void panel(int number, String title, ToDoubleFunction<Measured> figure) {
        int left = LEFT + number * (PANEL_WIDTH + GAP);
        Axis across = Axis.over(inFlight().mapToDouble(Integer::doubleValue).toArray());
        Axis up =
                Axis.over(
                        medians.values().stream()
                                .flatMap(cells -> cells.values().stream())
                                .mapToDouble(figure)
                                .toArray());
        svg.format("<g transform=\"translate(%d %d)\">%n", left, TOP);
        svg.format("<text x=\"0\" y=\"-14\" font-weight=\"bold\">%s</text>%n", title);
        for (double tick : up.ticks()) {
            double y = PANEL_HEIGHT * (1 - up.at(tick));
            svg.format(
                    "<line x1=\"0\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>%n",
                    PANEL_WIDTH, y, y);
            svg.format(
                    "<text x=\"-6\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                    y + 4, label(tick));
        }
        inFlight()
                .forEach(
                        n ->
                                svg.format(
                                        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>%n",
                                        PANEL_WIDTH * across.at(n), PANEL_HEIGHT + 18, n));
        svg.format(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">in flight</text>%n",
                PANEL_WIDTH / 2, PANEL_HEIGHT + 36);
        medians.forEach((name, cells) -> line(name, cells, figure, across, up));
        svg.format("</g>%n");
    }

    private void line(
            String name,
            Map<Integer, Measured> cells,
            ToDoubleFunction<Measured> figure,
            Axis across,
            Axis up) {
        StringBuilder points = new StringBuilder();
        cells.forEach(
                (n, cell) ->
                        points.append(
                                String.format(
                                        Locale.ROOT,
                                        "%.1f,%.1f ",
                                        PANEL_WIDTH * across.at(n),
                                        PANEL_HEIGHT * (1 - up.at(figure.applyAsDouble(cell))))));
        svg.format(
                "<polyline points=\"%s\" fill=\"none\" stroke-width=\"2\" %s/>%n",
                points.toString().strip(), stroke(name));
    }

    private static String stroke(String name) {
        return STROKES.getOrDefault(name, "stroke=\"#333333\"");
    }

    private void legend() {
        int x = LEFT;
        int y = TOP + PANEL_HEIGHT + 70;
        for (String name : medians.keySet()) {
            svg.format(
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke-width=\"2\" %s/>%n",
                    x, x + 36, y - 4, y - 4, stroke(name));
            svg.format("<text x=\"%d\" y=\"%d\">%s</text>%n", x + 44, y, name);
            x += 175;
        }
    }

    private Stream<Integer> inFlight() {
        return medians.values().stream()
                .flatMap(cells -> cells.keySet().stream())
                .distinct()
                .sorted();
    }

    private static String label(double tick) {
        return tick >= 1 ? String.format(Locale.ROOT, "%,.0f", tick) : Double.toString(tick);
    }

    /** From the least value to the greatest, logarithmic. */
    private record Axis(double low, double high) {

        static Axis over(double[] values) {
            double low = Arrays.stream(values).min().orElse(1);
            double high = Arrays.stream(values).max().orElse(1);
            return new Axis(low, low < high ? high : low * 10);
        }

        /** From 0 to 1. */
        double at(double value) {
            return Math.log(value / low) / Math.log(high / low);
        }

        List<Double> ticks() {
            List<Integer> steps = high / low < 30 ? List.of(1, 2, 5) : List.of(1);
            return Stream.iterate(-3, power -> power <= 7, power -> power + 1)
                    .flatMap(power -> steps.stream().map(n -> n * Math.pow(10, power)))
                    .filter(tick -> tick >= low && tick <= high)
                    .toList();
        }
    }
}
