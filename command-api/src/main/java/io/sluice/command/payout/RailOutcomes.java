package io.sluice.command.payout;

import io.sluice.ledger.money.Network;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of withdrawals by network, second by second, as the ledger has it: whichever way a
 * rail's report came. Thread-safe.
 */
public final class RailOutcomes implements RailHealth {

    private static final long MOST_SECONDS = 3_600;

    private final Map<String, TreeMap<Long, Counts>> byNetwork = new TreeMap<>();

    private static final class Counts {
        private long settled;
        private long failed;
        private long unknown;
    }

    synchronized void settled(Network network, Instant at) {
        counts(network, at).settled++;
    }

    synchronized void failed(Network network, Instant at) {
        counts(network, at).failed++;
    }

    synchronized void unknown(Network network, Instant at) {
        counts(network, at).unknown++;
    }

    /** Partitions are replayed one beside the other, so what is old may come late. */
    private Counts counts(Network network, Instant at) {
        TreeMap<Long, Counts> seconds =
                byNetwork.computeIfAbsent(network.name(), absent -> new TreeMap<>());
        Counts counts = seconds.computeIfAbsent(at.getEpochSecond(), absent -> new Counts());
        seconds.headMap(seconds.lastKey() - MOST_SECONDS).clear();
        return counts;
    }

    @Override
    public synchronized List<Reading> readings(Instant since) {
        long from = since.getEpochSecond();
        List<Reading> readings = new ArrayList<>();
        byNetwork.forEach(
                (network, seconds) -> {
                    long settled = 0;
                    long failed = 0;
                    long unknown = 0;
                    for (Counts counts : seconds.tailMap(from).values()) {
                        settled += counts.settled;
                        failed += counts.failed;
                        unknown += counts.unknown;
                    }
                    readings.add(
                            new Reading("network " + network, settled, failed, unknown, false));
                });
        return readings;
    }
}
