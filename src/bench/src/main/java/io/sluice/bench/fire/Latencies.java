package io.sluice.bench.fire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A few hundred times, each kept as it is. Thread-safe. */
final class Latencies {

    private static final double NANOS_PER_MILLI = 1e6;

    private final List<Long> nanos = new ArrayList<>();

    synchronized void add(long tookNanos) {
        nanos.add(tookNanos);
    }

    synchronized int count() {
        return nanos.size();
    }

    /** The least time that at least so many per cent do not exceed, in milliseconds. */
    synchronized double percentile(int percent) {
        List<Long> sorted = nanos.stream().sorted().toList();
        if (sorted.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        int rank = Math.ceilDiv(sorted.size() * percent, 100);
        return sorted.get(Math.max(rank, 1) - 1) / NANOS_PER_MILLI;
    }

    Map<String, Double> summary() {
        Map<String, Double> summary = new LinkedHashMap<>();
        summary.put("p50", percentile(50));
        summary.put("p99", percentile(99));
        summary.put("max", percentile(100));
        return summary;
    }
}
