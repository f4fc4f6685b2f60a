package io.sluice.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the records of one partition through everything, in the order of the log: continuity, the
 * chain, the entry's reading, its events' checks.
 */
final class PartitionFold {

    private static final Set<String> WITHOUT_EVENTS =
            Set.of("ledger-opened", "writer-took-over", "resolved", "recovered");
    private static final Set<String> SETTLING = Set.of("writer-took-over", "resolved", "recovered");
    private static final String PAUSE_OPENED = "pause-opened";

    private final int partition;
    private final Ledger ledger;
    private final Witnesses witnesses;
    private final SequenceWatch watch;
    private final LogListener listener;
    private final Report report;
    private @Nullable Chain chain;
    private boolean unfoldable;
    private boolean unreadable;
    private long end;
    private long sequence;
    private long openOrphan = -1;

    /** Entry times never run back. */
    private Instant entryTime = Instant.EPOCH;

    /** The time of the last entry that had events. */
    private Instant lastEventTime = Instant.EPOCH;

    PartitionFold(
            int partition,
            Ledger ledger,
            Witnesses witnesses,
            SequenceWatch watch,
            LogListener listener,
            Report report) {
        this.partition = partition;
        this.ledger = ledger;
        this.witnesses = witnesses;
        this.watch = watch;
        this.listener = listener;
        this.report = report;
    }

    /** Told before each event and at the end, so that a state can be looked at between two. */
    interface SequenceWatch {
        /**
         * @param sequence how many events of the partition have been applied
         */
        void reached(long sequence);
    }

    void accept(LogRecord record) {
        report.count(Figure.RECORDS);
        if (!inOrder(record)) {
            return;
        }
        Chain folded = chain;
        if (folded == null) {
            folded = unfoldable ? null : open(record);
        }
        if (folded == null) {
            return;
        }
        switch (folded.judge(record)) {
            case Chain.Judgement.Counted(Chain.Kind kind) -> counted(folded, kind, record);
            case Chain.Judgement.Voided(boolean orphan) -> {
                report.count(Figure.VOID);
                if (orphan) {
                    report.count(Figure.VOID_WITHOUT_PREDECESSOR);
                    openOrphan = openOrphan < 0 ? record.offset() : openOrphan;
                }
            }
        }
    }

    /** Offset after the last record. */
    long end() {
        return end;
    }

    void finish() {
        if (end == 0) {
            report.finding(Place.of(partition), "the partition is empty: it was never opened");
        }
        if (openOrphan >= 0) {
            report.finding(
                    Place.at(partition, openOrphan),
                    "from here to the end commits extend an entry that is not in the log:"
                            + " an entry was removed or changed, or the log is forked");
        }
        watch.reached(sequence);
        witnesses.finish(end);
    }

    /** The topic is never compacted and knows no transactions, so that offsets have no gaps. */
    private boolean inOrder(LogRecord record) {
        if (record.offset() < end) {
            report.finding(
                    Place.at(partition, record.offset()),
                    "the offset comes after " + (end - 1) + ": records were added or reordered");
            return false;
        }
        if (record.offset() > end) {
            report.finding(
                    Place.at(partition, end),
                    "records are missing: offsets " + end + " to " + (record.offset() - 1));
        }
        end = record.offset() + 1;
        return true;
    }

    private @Nullable Chain open(LogRecord record) {
        try {
            Opening opening = Opening.read(record);
            ledger.opened(partition, opening);
            Chain opened =
                    new Chain(Hashes.genesis(opening.ledgerId(), partition, opening.partitions()));
            if (!opened.extendsHead(record)) {
                throw new UnreadableException("ledger-opened does not extend head(0)");
            }
            chain = opened;
            return opened;
        } catch (UnreadableException notOpened) {
            unfoldable = true;
            report.finding(
                    Place.at(partition, record.offset()),
                    "the partition cannot be folded: " + notOpened.getMessage());
            return null;
        }
    }

    private void counted(Chain folded, Chain.Kind kind, LogRecord record) {
        report.count(Figure.COUNTED);
        if (kind == Chain.Kind.BARRIER) {
            report.count(Figure.BARRIERS);
        } else {
            openOrphan = -1;
        }
        if (witnesses.wants(record.offset())) {
            witnesses.counted(record.offset(), folded.head());
        }
        byte[] value = record.value();
        if (unreadable || value == null) {
            return;
        }
        try {
            entry(folded, record.offset(), EntryReader.read(kind, value));
        } catch (UnreadableException wrong) {
            unreadable = true;
            report.finding(
                    Place.at(partition, record.offset()),
                    "a counted entry cannot be read, the partition stops here: "
                            + wrong.getMessage());
        }
    }

    private void entry(Chain folded, long offset, Entry entry) throws UnreadableException {
        report.count(Figure.ENTRIES);
        entryTime = entry.time().isAfter(entryTime) ? entry.time() : entryTime;
        Optional<Entry.Barrier> barrier = entry.barrier();
        if (barrier.isPresent() && !hasEffect(barrier.get().effect(), entry.events())) {
            return;
        }
        Place place = Place.at(partition, offset);
        List<Fact> facts = new ArrayList<>();
        for (Entry.Event event : entry.events()) {
            facts.add(
                    Fact.of(
                            event,
                            place,
                            folded.position(partition, offset),
                            lastEventTime,
                            entryTime));
        }
        lastEventTime = facts.isEmpty() ? lastEventTime : entryTime;
        for (Fact fact : facts) {
            watch.reached(sequence);
            ledger.apply(partition, fact);
            listener.read(fact.logged(partition, offset));
            report.count(Figure.EVENTS);
            if (fact.type() == EventType.DEPOSIT_CREDITED) {
                report.count(Figure.DEPOSITS);
            }
            sequence++;
        }
    }

    /** Whether a barrier's events count; one that should carry none but does raises an alarm. */
    private boolean hasEffect(String barrier, List<Entry.Event> events) {
        if (SETTLING.contains(barrier)) {
            openOrphan = -1;
        }
        boolean pause =
                barrier.equals(PAUSE_OPENED)
                        && events.stream().allMatch(event -> event.type().equals(PAUSE_OPENED));
        if (!pause && !(WITHOUT_EVENTS.contains(barrier) && events.isEmpty())) {
            report.count(Figure.ALARMS);
        }
        return pause;
    }
}
