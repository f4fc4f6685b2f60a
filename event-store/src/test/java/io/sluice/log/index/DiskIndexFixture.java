package io.sluice.log.index;

import io.sluice.log.CountedEntry;
import io.sluice.log.NotingFollower;
import io.sluice.log.RawRecord;
import io.sluice.log.TextPayloads;
import io.sluice.log.chain.EntryCodec;
import io.sluice.log.writer.Folding;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An index of partition 0 on disk, opened and folded into without a node. */
final class DiskIndexFixture implements AutoCloseable {

    static final String TOPIC = "topic";
    private static final String FOLLOWER = "noting/1";

    private final DiskIndexes indexes;
    private final PartitionIndex index;
    private final Optional<IndexedBefore> before;
    private final Folding folding;

    DiskIndexFixture(DiskIndexSettings settings) {
        indexes = DiskIndexes.resuming(settings);
        index = indexes.of(TOPIC, 0, new EntryCodec(new TextPayloads()));
        NotingFollower follower = new NotingFollower(FOLLOWER);
        before = index.open(List.of(follower.name()));
        folding = new Folding(index, before.map(IndexedBefore::last), follower);
    }

    /**
     * Little memory, so that a short log is on disk in many files, and little of it in the heap.
     */
    static DiskIndexSettings small(Path folder) {
        return new DiskIndexSettings(folder, IndexMemory.LEAST_BYTES, 50, 120, 1 << 20);
    }

    static HeapPartitionIndex heapOf(List<RawRecord> records) {
        HeapPartitionIndex heap = new HeapPartitionIndex();
        new Folding(heap, Optional.empty(), new NotingFollower(FOLLOWER)).fold(records);
        return heap;
    }

    PartitionIndex index() {
        return index;
    }

    Optional<CountedEntry> before() {
        return before.map(IndexedBefore::last);
    }

    /** Folds up to that offset, from wherever the index was. */
    DiskIndexFixture foldTo(List<RawRecord> records, int until, int batch) {
        for (int next = Math.toIntExact(folding.nextOffset()); next < until; ) {
            int end = Math.min(until, next + batch);
            folding.fold(records.subList(next, end));
            next = end;
        }
        return this;
    }

    long usedBytes() {
        return indexes.usedBytes();
    }

    @Override
    public void close() {
        index.close();
        indexes.close();
    }
}
