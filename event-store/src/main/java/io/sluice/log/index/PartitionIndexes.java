package io.sluice.log.index;

import io.sluice.log.chain.EntryCodec;

/** Makes the index of each partition. Closed after all of them. */
public interface PartitionIndexes extends AutoCloseable {

    /** The partition's index, not opened yet. */
    PartitionIndex of(String topicId, int partition, EntryCodec codec);

    @Override
    void close();

    /** Indexes that are gone with the process. */
    static PartitionIndexes inHeap() {
        return new PartitionIndexes() {
            @Override
            public PartitionIndex of(String topicId, int partition, EntryCodec codec) {
                return new HeapPartitionIndex();
            }

            @Override
            public void close() {}
        };
    }
}
