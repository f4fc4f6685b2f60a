package io.sluice.log.index;

import io.sluice.log.CountedEntry;
import io.sluice.log.EventTag;
import io.sluice.log.StoredEvent;
import io.sluice.log.chain.ChainRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * Entries that wait for the next batch. The loop adds them; whoever writes the batch turns them
 * into keys and values, beside the loop, once the loop adds no more.
 */
final class StagedEntries {

    private static final byte[] NOTHING = new byte[0];

    /** What an entry and a tag take in a batch beside the record's value, about. */
    private static final int ENTRY_BYTES = 128;

    private static final int TAG_BYTES = 48;

    /**
     * @param seen of the tags of its events, one after the other, those that an event before is
     *     known to have, so that this is noted
     */
    private record Staged(CountedEntry entry, ChainRecord record, BitSet seen) {}

    private final List<Staged> entries = new ArrayList<>();
    private int bytes;

    void add(CountedEntry entry, ChainRecord record, Predicate<EventTag> isKnown) {
        BitSet seen = new BitSet();
        int tag = 0;
        for (StoredEvent event : entry.events()) {
            for (EventTag each : event.tags()) {
                seen.set(tag++, isKnown.test(each));
            }
        }
        entries.add(new Staged(entry, record, seen));
        bytes += ENTRY_BYTES + record.value().length + tag * TAG_BYTES;
    }

    /** What they will take in a batch, about. */
    int bytes() {
        return bytes;
    }

    /** The puts of all of them: entries, then sequences, then tags. */
    List<BatchBytes> puts() {
        BatchBytes entryPuts = new BatchBytes();
        BatchBytes sequencePuts = new BatchBytes();
        BatchBytes tagPuts = new BatchBytes();
        for (Staged staged : entries) {
            CountedEntry entry = staged.entry();
            long offset = entry.position().offset();
            entryPuts.put(IndexKeys.entry(offset), EntryRow.of(entry, staged.record()).encode());
            if (!entry.events().isEmpty()) {
                sequencePuts.put(
                        IndexKeys.sequence(entry.firstSequence()),
                        ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
            }
            putTags(staged, tagPuts);
        }
        return List.of(entryPuts, sequencePuts, tagPuts);
    }

    private static void putTags(Staged staged, BatchBytes tagPuts) {
        long sequence = staged.entry().firstSequence();
        int tag = 0;
        for (StoredEvent event : staged.entry().events()) {
            for (EventTag each : event.tags()) {
                byte[] prefix = IndexKeys.tag(each);
                if (!staged.seen().get(tag++)) {
                    tagPuts.put(prefix, NOTHING);
                }
                tagPuts.put(IndexKeys.tagged(prefix, sequence), NOTHING);
            }
            sequence++;
        }
    }
}
