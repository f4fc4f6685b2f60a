package io.sluice.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * Heads that someone outside the log has seen in one partition: the guard's file, PostgreSQL. A log
 * that does not contain them is short or forked.
 */
final class Witnesses {

    /**
     * @param who what is said to have seen it, for the finding
     * @param head the first hex digits of the head after the entry at the offset, or all of them
     */
    record Seen(String who, long offset, String head) {}

    private final int partition;
    private final List<Seen> open;
    private final Report report;

    Witnesses(int partition, List<Seen> seen, Report report) {
        this.partition = partition;
        this.open = new ArrayList<>(seen);
        this.report = report;
    }

    void counted(long offset, String head) {
        open.removeIf(
                seen -> {
                    if (seen.offset() != offset) {
                        return false;
                    }
                    if (!head.startsWith(seen.head())) {
                        forked(seen, "the head there is " + head);
                    }
                    return true;
                });
    }

    /** Whether the head after this offset is asked for; heads are spelled out only then. */
    boolean wants(long offset) {
        for (Seen seen : open) {
            if (seen.offset() == offset) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param end the offset after the last record
     */
    void finish(long end) {
        for (Seen seen : open) {
            if (seen.offset() >= end) {
                report.finding(
                        Place.at(partition, seen.offset()),
                        "the log is short or forked: it ends at "
                                + end
                                + ", but "
                                + seen.who()
                                + " has seen offset "
                                + seen.offset());
            } else {
                forked(seen, "no entry counts there");
            }
        }
    }

    private void forked(Seen seen, String instead) {
        report.finding(
                Place.at(partition, seen.offset()),
                "the log is short or forked: "
                        + seen.who()
                        + " has seen head "
                        + seen.head()
                        + ", but "
                        + instead);
    }
}
