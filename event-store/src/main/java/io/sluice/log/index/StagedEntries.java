package io.sluice.log.index;

import io.sluice.log.CountedEntry;
import io.sluice.log.EventTag;
import io.sluice.log.StoredEvent;
import io.sluice.log.chain.ChainRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Entries that wait for the next batch. The loop adds them; whoever writes the batch turns them
 * into keys and values, beside the loop, once the loop adds no more.
 */
final class StagedEntries {

    private static final byte[] NOTHING = new byte[0];

    /** What an entry and a tag take in a batch beside the record's value, about. */
    private static final int ENTRY_BYTES = 128;

    private static final int TAG_BYTES = 48;

    private record Staged(CountedEntry entry, ChainRecord record) {}

    private final List<Staged> entries = new ArrayList<>();
    private int bytes;

    void add(CountedEntry entry, ChainRecord record) {
        entries.add(new Staged(entry, record));
        int tags = 0;
        for (StoredEvent event : entry.events()) {
            tags += event.tags().size();
        }
        bytes += ENTRY_BYTES + record.value().length + tags * TAG_BYTES;
    }

    /** What they will take in a batch, about. */
    int bytes() {
        return bytes;
    }

    /**
     * The puts of all of them: entries, then sequences, then tags.
     *
     * @param filter gets the tags that were not known
     */
    List<BatchBytes> puts(KnownTags known, TagFilter filter) {
        BatchBytes entryPuts = new BatchBytes();
        BatchBytes sequencePuts = new BatchBytes();
        List<byte[]> tagKeys = new ArrayList<>();
        for (Staged staged : entries) {
            CountedEntry entry = staged.entry();
            byte[] offset = IndexKeys.numbered(entry.position().offset());
            entryPuts.put(
                    IndexFamily.ENTRIES, offset, EntryRow.of(entry, staged.record()).encode());
            if (!entry.events().isEmpty()) {
                sequencePuts.put(
                        IndexFamily.SEQUENCES, IndexKeys.numbered(entry.firstSequence()), offset);
            }
            addTags(entry, known, filter, tagKeys);
        }
        tagKeys.sort(Arrays::compareUnsigned); // each is inserted near the one before
        BatchBytes tagPuts = new BatchBytes();
        tagKeys.forEach(key -> tagPuts.put(IndexFamily.TAGS, key, NOTHING));
        return List.of(entryPuts, sequencePuts, tagPuts);
    }

    private static void addTags(
            CountedEntry entry, KnownTags known, TagFilter filter, List<byte[]> keys) {
        long sequence = entry.firstSequence();
        for (StoredEvent event : entry.events()) {
            for (EventTag tag : event.tags()) {
                byte[] hash = IndexKeys.tag(tag);
                if (known.add(hash)) {
                    filter.add(hash);
                    keys.add(hash);
                }
                keys.add(IndexKeys.tagged(hash, sequence));
            }
            sequence++;
        }
    }
}
