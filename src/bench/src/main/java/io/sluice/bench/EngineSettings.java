package io.sluice.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What is measured, and for how long.
 *
 * @param only names of contenders; empty for all
 * @param accounts over which spread contenders spread
 * @param window measured in each cell and round
 * @param ramp under load before each window
 * @param warmUp of each contender before the first round
 * @param rounds each cell is measured so often; what counts is the median
 * @param payouts whether Sluice's releaser runs meanwhile
 * @param connections to try for contenders that work over connections
 * @param connectionsWindow for each of these
 * @param folder scratch space
 */
record EngineSettings(
        List<String> only,
        List<Integer> inFlight,
        int partitions,
        int accounts,
        Duration window,
        Duration ramp,
        Duration warmUp,
        int rounds,
        boolean payouts,
        List<Integer> connections,
        Duration connectionsWindow,
        Path folder) {

    EngineSettings {
        only = List.copyOf(only);
        inFlight = List.copyOf(inFlight);
        connections = List.copyOf(connections);
    }

    boolean wants(Contender contender) {
        return only.isEmpty() || only.contains(contender.name());
    }
}
