package io.sluice.log.writer;

import io.sluice.log.CountedEntry;
import io.sluice.log.Head;
import io.sluice.log.LogPosition;
import io.sluice.log.RawRecord;
import io.sluice.log.StoredEvent;
import io.sluice.log.UndecodableEntryException;
import io.sluice.log.chain.ChainHash;
import io.sluice.log.chain.ChainRecord;
import io.sluice.log.chain.ChainRules;
import io.sluice.log.chain.EffectiveEvents;
import io.sluice.log.chain.EntryCodec;
import io.sluice.log.chain.EntryKind;
import io.sluice.log.chain.EntryValue;
import io.sluice.log.chain.LedgerIdentity;
import io.sluice.log.index.PartitionIndex;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one replay path: loading, following, standby and confirmation all fold records here. Not
 * thread-safe; owned by the partition's loop.
 */
final class PartitionReplay {

    private static final Logger log = LoggerFactory.getLogger(PartitionReplay.class);

    private final int partition;
    private final ChainRules rules;
    private final EntryCodec codec;
    private final PartitionIndex index;

    private @Nullable Head head;
    private Instant time = Instant.EPOCH;
    private long nextOffset;
    private long voidCount;
    private final LongAdder alarms = new LongAdder();

    PartitionReplay(int partition, ChainRules rules, EntryCodec codec, PartitionIndex index) {
        this.partition = partition;
        this.rules = rules;
        this.codec = codec;
        this.index = index;
    }

    /** Goes on behind that entry, which the index holds already. Before anything is folded. */
    void resumeAfter(CountedEntry last) {
        if (nextOffset != 0) {
            throw new IllegalStateException("partition " + partition + " is being read already");
        }
        head = last.head();
        time = last.time();
        nextOffset = last.position().offset() + 1;
    }

    /**
     * Folds the next record.
     *
     * @param expected what this node's writer sent and is to come back next; a record that is that
     *     byte for byte is not decoded and hashed again
     * @throws UndecodableEntryException where a counted entry cannot be read, or the log does not
     *     begin as a ledger must: the partition stops here
     */
    Folded fold(RawRecord raw, Optional<InFlightEntry> expected) {
        Optional<ChainRecord> wellFormed = ChainRecord.parse(raw);
        if (head == null) {
            head = genesis(raw, wellFormed);
        }
        nextOffset = raw.offset() + 1;
        if (wellFormed.isEmpty() || !rules.counts(wellFormed.get(), head)) {
            voidCount++;
            return new Folded.Skipped(raw.offset());
        }
        ChainRecord entry = wellFormed.get();
        Head before = head;
        return expected.filter(own -> own.isReadBackAs(entry) && entry.prev().equals(before))
                .map(own -> countOwn(raw.offset(), own))
                .orElseGet(
                        () ->
                                count(
                                        raw.offset(),
                                        entry,
                                        decode(raw.offset(), entry),
                                        ChainHash.after(before, entry)));
    }

    private Folded countOwn(long offset, InFlightEntry own) {
        assert own.value().equals(decode(offset, own.record()))
                : "does not read back as it was decided";
        return count(offset, own.record(), own.value(), own.headAfter());
    }

    private Folded count(long offset, ChainRecord entry, EntryValue value, Head after) {
        List<StoredEvent> events = effectiveEvents(offset, entry.kind(), value);
        Instant entryTime = value.time().isAfter(time) ? value.time() : time;
        CountedEntry counted =
                new CountedEntry(
                        new LogPosition(partition, offset, after.prefix()),
                        after,
                        entryTime,
                        value.barrier().map(EntryValue.Barrier::effect),
                        index.nextSequence(),
                        events);
        index.add(counted, entry);
        head = after;
        time = entryTime;
        return new Folded.Counted(counted, entry.kind(), value);
    }

    private EntryValue decode(long offset, ChainRecord entry) {
        try {
            EntryValue value = codec.decode(entry.value());
            if ((entry.kind() == EntryKind.BARRIER) != value.barrier().isPresent()) {
                throw new UndecodableEntryException(
                        "kind " + entry.kind() + " and value do not agree");
            }
            return value;
        } catch (UndecodableEntryException undecodable) {
            throw new UndecodableEntryException(
                    "partition "
                            + partition
                            + " offset "
                            + offset
                            + ": "
                            + undecodable.getMessage(),
                    undecodable);
        }
    }

    private List<StoredEvent> effectiveEvents(long offset, EntryKind kind, EntryValue value) {
        Optional<List<StoredEvent>> events = EffectiveEvents.of(kind, value);
        if (events.isEmpty()) {
            alarms.increment();
            log.error(
                    "partition {} offset {} is a barrier that says {}; it counts and has no effect",
                    partition,
                    offset,
                    value.barrier().map(EntryValue.Barrier::effect).orElse("nothing"));
        }
        return events.orElseGet(List::of);
    }

    private Head genesis(RawRecord raw, Optional<ChainRecord> wellFormed) {
        if (raw.offset() != 0) {
            throw new UndecodableEntryException(
                    "partition "
                            + partition
                            + " begins at offset "
                            + raw.offset()
                            + ": its beginning is lost");
        }
        ChainRecord first =
                wellFormed
                        .filter(entry -> entry.kind() == EntryKind.BARRIER)
                        .orElseThrow(
                                () ->
                                        new UndecodableEntryException(
                                                "partition "
                                                        + partition
                                                        + " offset 0 is no barrier: this is no"
                                                        + " ledger"));
        return LedgerIdentity.of(decode(0, first)).genesis(partition);
    }

    /** The head after everything folded; there is one once the first record was folded. */
    Head head() {
        if (head == null) {
            throw new IllegalStateException("nothing was folded yet");
        }
        return head;
    }

    boolean hasBegun() {
        return head != null;
    }

    /** The time of the last counted entry. */
    Instant time() {
        return time;
    }

    /** The offset after the last record folded, counted or not. */
    long nextOffset() {
        return nextOffset;
    }

    long voidCount() {
        return voidCount;
    }

    long alarmCount() {
        return alarms.sum();
    }
}
