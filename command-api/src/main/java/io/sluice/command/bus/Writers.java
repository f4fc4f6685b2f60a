package io.sluice.command.bus;

import io.sluice.log.PartitionWriter;

/** The writers of the partitions that this node owns. */
@FunctionalInterface
public interface Writers {

    /**
     * @throws io.sluice.log.LogUnavailableException when this node does not own the partition
     */
    PartitionWriter of(int partition);
}
