package io.sluice.log.index;

import io.sluice.log.CountedEntry;
import io.sluice.log.chain.ChainRecord;
import io.sluice.log.chain.EntryCodec;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rocksdb.RocksIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An index's database, opened, and what is to go into its next batch. The loop stages and writes;
 * any thread reads.
 */
final class OpenIndex implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OpenIndex.class);

    private static final byte[] NOTHING = new byte[0];

    /** A start is over by then, and what was asked first is answered. */
    private static final Duration FILLED_AFTER = Duration.ofSeconds(30);

    /** Each batch costs a wake-up and a call, and neighbours among its keys cost less. */
    private static final int SMALL_BATCHES = 32;

    private final IndexDatabase database;
    private final int partition;
    private final TagFilter filter;
    private final TagFilterFilling filling;
    private final OlderEntries older;
    private final StoredNotes notes;
    private final long mostBatchBytes;
    private final IndexWriting writing;
    private final KnownTags knownTags = new KnownTags();
    private StagedEntries staged = new StagedEntries();
    private long entries;
    private long foldedOffset = -1;
    private boolean unwritten;

    /** Whether everything that is staged is whole: no entry came since a write was asked for. */
    private boolean whole = true;

    private long writtenTo = -1;
    private long inWritingTo = -1;

    /**
     * @param memory of which its largest batch is what may wait for the batch before it to be
     *     written; beyond it the loop waits. A batch is kept twice until it is written.
     */
    OpenIndex(IndexDatabase database, int partition, EntryCodec codec, IndexMemory memory) {
        this.database = database;
        this.partition = partition;
        this.filter = memory.tagFilter();
        this.filling = TagFilterFilling.begin(database, partition, filter, FILLED_AFTER);
        this.older = new OlderEntries(database, partition, codec, filter, filling);
        this.notes = new StoredNotes(database);
        this.mostBatchBytes = memory.mostBatchBytes();
        this.writing = new IndexWriting(database, partition);
    }

    OlderEntries older() {
        return older;
    }

    StoredNotes notes() {
        return notes;
    }

    /**
     * Takes up what an earlier process wrote; empty where nothing reached the disk.
     *
     * @throws IndexDamagedException where it is not whole, or not of that topic and partition
     */
    Optional<IndexRestored> restore(String topicId) {
        byte[] stored = database.get(IndexFamily.STATE, IndexKeys.checkpoint());
        if (stored == null) {
            for (IndexFamily family : IndexFamily.values()) {
                if (database.iterate(family, OpenIndex::hasAny)) {
                    throw new IndexDamagedException("it has " + family + " and no checkpoint");
                }
            }
            return Optional.empty();
        }
        Checkpoint checkpoint = Checkpoint.decode(stored);
        if (!checkpoint.topicId().equals(topicId) || checkpoint.partition() != partition) {
            throw new IndexDamagedException(
                    "it is of topic "
                            + checkpoint.topicId()
                            + " partition "
                            + checkpoint.partition());
        }
        IndexRestored restored = lastOf(checkpoint);
        entries = checkpoint.entries();
        foldedOffset = checkpoint.foldedOffset();
        writtenTo = checkpoint.lastOffset();
        inWritingTo = writtenTo;
        return Optional.of(restored);
    }

    private static boolean hasAny(RocksIterator iterator) {
        iterator.seekToFirst();
        return iterator.isValid();
    }

    private IndexRestored lastOf(Checkpoint checkpoint) {
        ChainRecord record =
                older.rowAt(checkpoint.lastOffset())
                        .map(EntryRow::record)
                        .orElseThrow(() -> new IndexDamagedException("its last entry is missing"));
        CountedEntry last = older.at(checkpoint.lastOffset()).orElseThrow();
        if (!last.head().equals(checkpoint.head())
                || !last.time().equals(checkpoint.time())
                || last.firstSequence() + last.events().size() != checkpoint.nextSequence()) {
            throw new IndexDamagedException("its checkpoint and its last entry do not agree");
        }
        return new IndexRestored(checkpoint, last, record);
    }

    /** Has the next batch hold that entry. */
    void stage(CountedEntry entry, ChainRecord record) {
        whole = false;
        staged.add(entry, record);
        entries++;
    }

    /**
     * The record at that offset is dealt with.
     *
     * @return whether the batch is large enough to be written
     */
    boolean folded(long offset) {
        foldedOffset = offset;
        unwritten = true;
        return isFull();
    }

    /**
     * Has the batch written with a checkpoint, where it is worth it. A small one waits and grows,
     * and so does any while the one before is still being written. Nothing is lost by that: until
     * it is written all of it is in the heap, and a process that is killed loses what is written as
     * well, until that is flushed.
     *
     * @return whether it was begun
     */
    boolean write(String topicId, List<String> followers, CountedEntry last) {
        whole = true;
        boolean now = isFull() || (isWorthWriting() && !writing.isBusy());
        if (now) {
            begin(topicId, followers, last);
        }
        return now;
    }

    private boolean isFull() {
        return unwrittenBytes() >= mostBatchBytes;
    }

    private boolean isWorthWriting() {
        return unwrittenBytes() >= mostBatchBytes / SMALL_BATCHES;
    }

    private long unwrittenBytes() {
        return staged.bytes() + notes.unwrittenBytes();
    }

    /** The last entry that is known to be in the database. */
    long writtenTo() {
        return writtenTo;
    }

    private void awaitWritten() {
        writing.await();
        writtenTo = inWritingTo;
        notes.written();
    }

    private void begin(String topicId, List<String> followers, CountedEntry last) {
        awaitWritten();
        Checkpoint checkpoint =
                new Checkpoint(
                        topicId,
                        partition,
                        followers,
                        foldedOffset,
                        last.position().offset(),
                        last.head(),
                        last.time(),
                        last.firstSequence() + last.events().size(),
                        entries,
                        NOTHING);
        BatchBytes checkpointPut = new BatchBytes();
        checkpointPut.put(IndexFamily.STATE, IndexKeys.checkpoint(), checkpoint.encode());
        BatchBytes notePuts = new BatchBytes();
        notes.addTo(notePuts);
        StagedEntries sealed = staged;
        staged = new StagedEntries();
        inWritingTo = last.position().offset();
        unwritten = false;
        writing.begin(() -> batch(checkpointPut, sealed.puts(knownTags, filter), notePuts));
    }

    /** Kind by kind. */
    private static byte[] batch(BatchBytes checkpoint, List<BatchBytes> entries, BatchBytes notes) {
        List<BatchBytes> parts = new ArrayList<>(List.of(checkpoint, notes));
        parts.addAll(entries);
        return BatchBytes.join(parts);
    }

    /**
     * Writes what still waits, and waits for it. What was staged in the middle of something that
     * failed is not whole, and stays out: the log has it.
     */
    void finish(String topicId, List<String> followers, CountedEntry last) {
        if (unwritten && whole) {
            begin(topicId, followers, last);
        }
        awaitWritten();
    }

    /** What was written goes to the disk; what was only staged is in the log. */
    @Override
    public void close() {
        filling.close();
        try {
            database.flush();
        } catch (UncheckedIOException | IndexDamagedException failure) {
            log.warn(
                    "partition {}: the end of its index is not on disk, and will be read again: {}",
                    partition,
                    failure.getMessage());
        } finally {
            writing.close();
            database.close();
        }
    }
}
