package io.sluice.log.writer;

import io.sluice.log.CountedEntry;
import io.sluice.log.GuardPoint;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Holds the log, as it is replayed, against the place that was guarded outside the broker's disk.
 */
final class GuardWatch {

    private final Optional<GuardPoint> guarded;
    private boolean found;

    GuardWatch(Optional<GuardPoint> guarded) {
        this.guarded = guarded;
    }

    /**
     * The replay begins behind an entry that the log was found to contain, so what is guarded
     * before it is looked up.
     *
     * @param entryAt what counted at an offset up to that entry
     */
    void onResumed(CountedEntry last, LongFunction<Optional<CountedEntry>> entryAt) {
        guarded.filter(point -> point.offset() <= last.position().offset())
                .flatMap(point -> entryAt.apply(point.offset()))
                .ifPresent(this::onCounted);
    }

    void onCounted(CountedEntry entry) {
        guarded.ifPresent(
                point -> {
                    if (entry.position().offset() == point.offset()
                            && entry.head().equals(point.head())) {
                        found = true;
                    }
                });
    }

    /**
     * Why the log must not be served, once it was read to its end.
     *
     * @param topicId the identity of the topic that was read
     * @param nextOffset where its replay ended
     */
    Optional<String> objection(String topicId, long nextOffset) {
        return guarded.filter(point -> !found || !point.topicId().equals(topicId))
                .map(
                        point -> {
                            String lost =
                                    "acknowledged data is lost in partition "
                                            + point.partition()
                                            + ": offset "
                                            + point.offset()
                                            + " was confirmed with head "
                                            + point.head().prefix();
                            if (!point.topicId().equals(topicId)) {
                                return lost
                                        + " in topic "
                                        + point.topicId()
                                        + ", and this is topic "
                                        + topicId;
                            }
                            return nextOffset <= point.offset()
                                    ? lost + ", and the log ends before offset " + nextOffset
                                    : lost + ", and the log has something else there";
                        });
    }
}
