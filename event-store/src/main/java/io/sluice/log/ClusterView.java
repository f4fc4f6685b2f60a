package io.sluice.log;

import java.util.List;

/**
 * The brokers at one moment, as one of them sees them.
 *
 * @param brokers ids of those that are there
 * @param fewestInSync copies that must have an entry before it counts
 */
public record ClusterView(List<Integer> brokers, int fewestInSync, List<Copies> partitions) {

    public ClusterView {
        brokers = List.copyOf(brokers);
        partitions = List.copyOf(partitions);
    }

    /**
     * One partition's copies, by the ids of the brokers that keep them.
     *
     * @param led whether one of them takes entries
     * @param all also those that are not there
     * @param inSync those that have every entry
     */
    public record Copies(int partition, boolean led, List<Integer> all, List<Integer> inSync) {

        public Copies {
            all = List.copyOf(all);
            inSync = List.copyOf(inSync);
        }

        /** Brokers whose copy is behind or not there. */
        public List<Integer> missing() {
            return all.stream().filter(broker -> !inSync.contains(broker)).toList();
        }
    }
}
