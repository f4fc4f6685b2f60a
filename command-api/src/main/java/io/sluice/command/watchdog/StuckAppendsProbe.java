package io.sluice.command.watchdog;

import io.sluice.log.writer.PartitionHealth;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Whether entries have been out for too long. */
public final class StuckAppendsProbe implements Probe {

    private final Supplier<List<PartitionHealth>> partitions;
    private final long thresholdMillis;

    public StuckAppendsProbe(Supplier<List<PartitionHealth>> partitions, CauseSettings settings) {
        this.partitions = partitions;
        this.thresholdMillis = settings.threshold();
    }

    @Override
    public Finding look() {
        String stuck =
                partitions.get().stream()
                        .filter(it -> it.stuckFor().toMillis() >= thresholdMillis)
                        .map(StuckAppendsProbe::tell)
                        .collect(Collectors.joining("; "));
        return stuck.isEmpty()
                ? Finding.NOTHING
                : Finding.of(stuck + " (threshold " + thresholdMillis + " ms)");
    }

    private static String tell(PartitionHealth partition) {
        return "partition %d (%s): nothing read back for %d ms, %d in flight, behind offset %s"
                .formatted(
                        partition.partition(),
                        partition.state(),
                        partition.stuckFor().toMillis(),
                        partition.inFlight(),
                        partition.lastOffset().isPresent()
                                ? Long.toString(partition.lastOffset().getAsLong())
                                : "none");
    }
}
