package io.sluice.bench;

import java.util.Comparator;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * One window, or the median of several, figure by figure.
 *
 * @param perSecond answered as accepted, a second
 */
record Measured(double perSecond, double p50Millis, double p99Millis, double p999Millis) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    static Measured of(Histogram answered, long nanos) {
        return new Measured(
                answered.getTotalCount() * NANOS_PER_SECOND / nanos,
                answered.getValueAtPercentile(50) / NANOS_PER_MILLI,
                answered.getValueAtPercentile(99) / NANOS_PER_MILLI,
                answered.getValueAtPercentile(99.9) / NANOS_PER_MILLI);
    }

    static Measured median(List<Measured> windows) {
        return new Measured(
                middle(windows, Comparator.comparing(Measured::perSecond)).perSecond(),
                middle(windows, Comparator.comparing(Measured::p50Millis)).p50Millis(),
                middle(windows, Comparator.comparing(Measured::p99Millis)).p99Millis(),
                middle(windows, Comparator.comparing(Measured::p999Millis)).p999Millis());
    }

    private static Measured middle(List<Measured> windows, Comparator<Measured> order) {
        return windows.stream().sorted(order).toList().get(windows.size() / 2);
    }
}
