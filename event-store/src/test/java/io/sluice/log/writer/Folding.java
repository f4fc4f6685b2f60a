package io.sluice.log.writer;

import io.sluice.log.CountedEntry;
import io.sluice.log.PartitionFollower;
import io.sluice.log.RawRecord;
import io.sluice.log.TextPayloads;
import io.sluice.log.chain.ChainRules;
import io.sluice.log.chain.EntryCodec;
import io.sluice.log.index.PartitionIndex;
import java.util.List;
import java.util.Optional;

/** Folds records into an index as the partition's loop does, without a thread. */
public final class Folding {

    private final PartitionIndex index;
    private final PartitionFollower follower;
    private final PartitionReplay replay;

    /**
     * @param last the entry that the index holds already
     */
    public Folding(PartitionIndex index, Optional<CountedEntry> last, PartitionFollower follower) {
        this.index = index;
        this.follower = follower;
        this.replay =
                new PartitionReplay(
                        0, ChainRules.STANDARD, new EntryCodec(new TextPayloads()), index);
        last.ifPresent(replay::resumeAfter);
        follower.resume(index, index.notes());
    }

    /** The offset of the next record that it takes. */
    public long nextOffset() {
        return replay.nextOffset();
    }

    /** Folds one batch. */
    public void fold(List<RawRecord> batch) {
        for (RawRecord record : batch) {
            if (replay.fold(record, Optional.empty()) instanceof Folded.Counted counted) {
                follower.onCounted(counted.entry(), index.notes());
            }
            index.folded(record.offset());
        }
        index.write();
    }
}
