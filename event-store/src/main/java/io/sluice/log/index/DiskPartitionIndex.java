package io.sluice.log.index;

import io.sluice.log.CountedEntry;
import io.sluice.log.EventTag;
import io.sluice.log.IndexNotes;
import io.sluice.log.LogUnavailableException;
import io.sluice.log.StoredEvent;
import io.sluice.log.chain.ChainRecord;
import io.sluice.log.chain.EntryCodec;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index on disk, with its end in the heap. A restart goes on from the last checkpoint that
 * reached the disk; what came after it is in the log.
 *
 * <p>Where it turns out to be damaged while it is read, the reading fails, {@link #failure} says
 * so, and the next start makes it again.
 */
final class DiskPartitionIndex implements PartitionIndex {

    private static final Logger log = LoggerFactory.getLogger(DiskPartitionIndex.class);

    private final IndexFolder folder;
    private final String topicId;
    private final int partition;
    private final EntryCodec codec;
    private final IndexMemory memory;
    private final boolean rebuilds;
    private final RecentEntries recent;
    private List<String> followers = List.of();
    private volatile @Nullable OpenIndex open;
    private volatile @Nullable String failure;

    /**
     * @param rebuilds whether what is there is only a witness, and made again in any case
     */
    DiskPartitionIndex(
            IndexFolder folder,
            String topicId,
            int partition,
            EntryCodec codec,
            IndexMemory memory,
            boolean rebuilds,
            DiskIndexSettings settings) {
        this.folder = folder;
        this.topicId = topicId;
        this.partition = partition;
        this.codec = codec;
        this.memory = memory;
        this.rebuilds = rebuilds;
        this.recent =
                new RecentEntries(
                        settings.recentEntries(), settings.recentEvents(), settings.recentBytes());
    }

    @Override
    public Optional<IndexedBefore> open(List<String> followerNames) {
        followers = followerNames.stream().sorted().toList();
        try {
            Optional<String> damage = folder.damage();
            if (damage.isPresent()) {
                beginAnew("it was found damaged: " + damage.get());
                return Optional.empty();
            }
            if (!folder.exists()) {
                log.info("partition {}: there is no index yet", partition);
                create();
                return Optional.empty();
            }
            return openExisting();
        } catch (IndexDamagedException damaged) {
            beginAnew("it is damaged: " + damaged.getMessage());
            return Optional.empty();
        } catch (UncheckedIOException failed) {
            throw new LogUnavailableException(
                    "the index in " + folder.database() + " cannot be opened: " + failed.getCause(),
                    failed);
        }
    }

    private Optional<IndexedBefore> openExisting() {
        use(IndexDatabase.open(folder.database(), false, memory));
        Optional<IndexRestored> restored = open().restore(topicId);
        if (restored.isEmpty()) {
            log.info("partition {}: its index is empty", partition);
            return Optional.empty();
        }
        IndexRestored found = restored.get();
        recent.restart(Optional.of(found.last()), found.record().value().length);
        return Optional.of(
                new IndexedBefore(found.last(), found.record(), unfit(found.checkpoint())));
    }

    private Optional<String> unfit(Checkpoint checkpoint) {
        if (rebuilds) {
            return Optional.of("this was asked for");
        }
        return checkpoint.followers().equals(followers)
                ? Optional.empty()
                : Optional.of(
                        "it was followed by "
                                + checkpoint.followers()
                                + ", and followers are "
                                + followers
                                + " now");
    }

    @Override
    public void beginAnew(String why) {
        log.warn("partition {}: its index is made again from the log, because {}", partition, why);
        create();
    }

    private void create() {
        try {
            close();
            folder.delete();
            folder.prepare();
            use(IndexDatabase.open(folder.database(), true, memory));
        } catch (UncheckedIOException | IndexDamagedException failed) {
            throw new LogUnavailableException(
                    "the index in " + folder.database() + " cannot be made: " + failed.getMessage(),
                    failed);
        }
        recent.restart(Optional.empty(), 0);
    }

    private void use(IndexDatabase database) {
        open = new OpenIndex(database, partition, codec, memory);
    }

    @Override
    public void setAside() {
        close();
        log.warn("partition {}: its index is kept in {}", partition, folder.moveAside());
        recent.restart(Optional.empty(), 0);
    }

    @Override
    public void add(CountedEntry entry, ChainRecord record) {
        open().stage(entry, record);
        recent.add(entry, record.value().length);
    }

    @Override
    public void folded(long offset) {
        if (open().folded(offset)) {
            write();
        }
    }

    @Override
    public void write() {
        Optional<CountedEntry> last = recent.last();
        if (last.isPresent()) {
            OpenIndex index = open();
            boolean _ = attempt(() -> index.write(topicId, followers, last.get()));
            recent.trim(index.writtenTo());
        }
    }

    @Override
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public IndexNotes notes() {
        return new GuardedNotes(open().notes());
    }

    @Override
    public long nextSequence() {
        return recent.nextSequence();
    }

    @Override
    public long[] sequencesOf(EventTag tag, long fromSequence) {
        RecentEntries.From<long[]> end = recent.sequencesOf(tag, fromSequence);
        if (fromSequence >= end.begin()) {
            return end.found();
        }
        long[] before =
                older(entries -> entries.sequencesOf(tag, Math.max(0, fromSequence), end.begin()));
        if (end.found().length == 0) {
            return before;
        }
        long[] all = Arrays.copyOf(before, before.length + end.found().length);
        System.arraycopy(end.found(), 0, all, before.length, end.found().length);
        return all;
    }

    @Override
    public boolean has(EventTag tag) {
        return recent.has(tag) || older(entries -> entries.has(tag));
    }

    @Override
    public StoredEvent event(long sequence) {
        RecentEntries.From<Optional<CountedEntry>> end = recent.holding(sequence);
        if (isAtEnd(sequence, end)) {
            return end.found()
                    .orElseThrow(
                            () -> new IndexOutOfBoundsException("there is no event " + sequence))
                    .event(sequence);
        }
        return older(entries -> entries.event(sequence, recent.beginOffset()));
    }

    @Override
    public Instant entryTimeOf(long sequence) {
        RecentEntries.From<Optional<CountedEntry>> end = recent.holding(sequence);
        return isAtEnd(sequence, end)
                ? end.found().orElseThrow().time()
                : older(entries -> entries.entryTime(sequence));
    }

    @Override
    public Optional<CountedEntry> entryOf(long sequence) {
        RecentEntries.From<Optional<CountedEntry>> end = recent.holding(sequence);
        return isAtEnd(sequence, end)
                ? end.found()
                : Optional.of(older(entries -> entries.holding(sequence, recent.beginOffset())));
    }

    /** Whether the answer from the heap is the whole answer. */
    private static boolean isAtEnd(long sequence, RecentEntries.From<?> end) {
        return sequence < 0 || sequence >= end.begin();
    }

    @Override
    public Optional<CountedEntry> last() {
        return recent.last();
    }

    @Override
    public Optional<CountedEntry> entryAt(long offset) {
        RecentEntries.From<Optional<CountedEntry>> end = recent.at(offset);
        return offset >= end.begin() ? end.found() : older(entries -> entries.at(offset));
    }

    @Override
    public List<CountedEntry> entriesFrom(long fromOffset, int limit) {
        RecentEntries.From<List<CountedEntry>> end = recent.from(fromOffset, limit);
        if (fromOffset >= end.begin()) {
            return List.copyOf(end.found());
        }
        List<CountedEntry> all =
                older(entries -> entries.between(Math.max(0, fromOffset), end.begin(), limit));
        int room = Math.min(limit - all.size(), end.found().size());
        all.addAll(end.found().subList(0, Math.max(0, room)));
        return List.copyOf(all);
    }

    private <T> T older(Function<OlderEntries, T> read) {
        OpenIndex index = open();
        return attempt(() -> read.apply(index.older()));
    }

    private OpenIndex open() {
        OpenIndex index = open;
        if (index == null) {
            throw new LogUnavailableException("the index of partition " + partition + " is closed");
        }
        return index;
    }

    private <T> T attempt(Supplier<T> use) {
        try {
            return use.get();
        } catch (IndexDamagedException damaged) {
            throw fail("it is damaged, and will be made again at the next start", damaged, true);
        } catch (UncheckedIOException failed) {
            throw fail("it cannot be read or written", failed, false);
        }
    }

    private LogUnavailableException fail(String what, RuntimeException why, boolean damaged) {
        String said = "its index in " + folder.database() + ": " + what + ": " + why.getMessage();
        if (failure == null) {
            failure = said;
            log.error("partition {}: its index failed: {}", partition, said, why);
            if (damaged) {
                folder.markDamaged(String.valueOf(why.getMessage()));
            }
        }
        return new LogUnavailableException("partition " + partition + ": " + said, why);
    }

    /** Puts on disk what was written before. */
    @Override
    public void close() {
        OpenIndex index = open;
        open = null;
        if (index != null) {
            finish(index);
            index.close();
        }
    }

    private void finish(OpenIndex index) {
        try {
            recent.last()
                    .filter(last -> failure == null)
                    .ifPresent(last -> index.finish(topicId, followers, last));
        } catch (IndexDamagedException | UncheckedIOException failed) {
            log.warn(
                    "partition {}: the end of its index is not written, and will be read again: {}",
                    partition,
                    failed.getMessage());
        }
    }

    /** Notes whose reading fails like any other reading here. */
    private final class GuardedNotes implements IndexNotes {

        private final IndexNotes notes;

        GuardedNotes(IndexNotes notes) {
            this.notes = notes;
        }

        @Override
        public Optional<byte[]> get(String name) {
            return attempt(() -> notes.get(name));
        }

        @Override
        public void put(String name, byte[] value) {
            notes.put(name, value);
        }

        @Override
        public void remove(String name) {
            notes.remove(name);
        }

        @Override
        public void forEach(String prefix, BiConsumer<String, byte[]> each) {
            attempt(
                    () -> {
                        notes.forEach(prefix, each);
                        return true;
                    });
        }
    }
}
