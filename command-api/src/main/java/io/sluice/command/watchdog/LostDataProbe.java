package io.sluice.command.watchdog;

import io.sluice.log.writer.PartitionHealth;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Whether partitions are refused because their log lacks what was confirmed. */
public final class LostDataProbe implements Probe {

    private final Supplier<List<PartitionHealth>> partitions;
    private final long threshold;

    public LostDataProbe(Supplier<List<PartitionHealth>> partitions, CauseSettings settings) {
        this.partitions = partitions;
        this.threshold = settings.threshold();
    }

    @Override
    public Finding look() {
        List<PartitionHealth> lost =
                partitions.get().stream().filter(PartitionHealth::lostData).toList();
        return lost.size() < threshold
                ? Finding.NOTHING
                : Finding.of(
                        lost.stream()
                                .map(it -> it.refusal().orElse("partition " + it.partition()))
                                .collect(Collectors.joining("; ")));
    }
}
