package io.sluice.bench.fire;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * @param seed of everything that is random
 * @param firstPauses before the runs: until then the node never had a pause, and its compiler has
 *     left out of everything what a pause does
 * @param pauses in each of the runs
 * @param quiet length of the run without faults
 * @param underFire length of the run with faults, at least
 * @param faults none, where it is empty: then there is no such run
 * @param faultCount so many, and the run waits for them; as many as there is time for, where empty
 * @param inFlight when the maximum is measured
 * @param mostInFlight requests that are undecided at a time, whatever the rate
 * @param p99Millis what the 99th percentile from request to fenced must stay below without faults
 */
record GateSettings(
        long seed,
        int firstPauses,
        int pauses,
        Duration quiet,
        Duration underFire,
        List<Faults.Kind> faults,
        OptionalInt faultCount,
        int partitions,
        int accounts,
        Duration warmUp,
        Duration window,
        int inFlight,
        int mostInFlight,
        double p99Millis) {}
