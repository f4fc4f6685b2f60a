package io.sluice.log.writer;

import io.sluice.log.GuardPoint;
import io.sluice.log.GuardStore;
import io.sluice.log.RawRecord;
import io.sluice.log.RecordLog;
import io.sluice.log.chain.ChainRecord;
import io.sluice.log.index.IndexedBefore;
import io.sluice.log.index.PartitionIndex;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Opens a partition's index and holds the last entry in it against the log. What the index has was
 * confirmed once, and it lies outside the broker's disk: a log without it has lost acknowledged
 * data.
 */
final class IndexOpening {

    private final PartitionIndex index;
    private final RecordLog log;
    private final GuardStore guard;
    private final Duration deadline;

    IndexOpening(PartitionIndex index, RecordLog log, GuardStore guard, Duration deadline) {
        this.index = index;
        this.log = log;
        this.guard = guard;
        this.deadline = deadline;
    }

    /**
     * Tells where to begin.
     *
     * @param followers names of those who keep notes in the index
     * @throws io.sluice.log.LogUnavailableException where index or log cannot be read
     */
    Beginning begin(List<String> followers) {
        Optional<IndexedBefore> found = index.open(followers);
        if (found.isEmpty()) {
            return new Beginning.First();
        }
        IndexedBefore before = found.get();
        Optional<String> objection = objection(before);
        if (objection.isPresent()) {
            refuse(before);
            return new Beginning.Refused(objection.get());
        }
        if (before.unfit().isPresent()) {
            index.beginAnew(before.unfit().get());
            return new Beginning.First();
        }
        return new Beginning.After(before.last());
    }

    private Optional<String> objection(IndexedBefore before) {
        long offset = before.last().position().offset();
        if (log.endOffset(deadline) <= offset) {
            return Optional.of(lost(before) + ", and the log ends before offset " + (offset + 1));
        }
        RawRecord there = OneRecord.read(log, offset, deadline);
        boolean same =
                there.offset() == offset
                        && ChainRecord.parse(there).filter(before.record()::isSameAs).isPresent();
        return same
                ? Optional.empty()
                : Optional.of(lost(before) + ", and the log has something else there");
    }

    private String lost(IndexedBefore before) {
        return "acknowledged data is lost in partition "
                + log.partition()
                + ": the index holds offset "
                + before.last().position().offset()
                + " with head "
                + before.last().head().prefix();
    }

    /**
     * The guard first: from then on every start objects, also without this index, which is kept for
     * what the log has lost.
     */
    private void refuse(IndexedBefore before) {
        long offset = before.last().position().offset();
        boolean isGuarded =
                guard.read(log.partition())
                        .filter(point -> point.topicId().equals(log.topicId()))
                        .filter(point -> point.offset() >= offset)
                        .isPresent();
        if (!isGuarded) {
            guard.write(
                    new GuardPoint(log.topicId(), log.partition(), offset, before.last().head()));
        }
        index.setAside();
    }
}
