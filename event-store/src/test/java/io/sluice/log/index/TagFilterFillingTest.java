package io.sluice.log.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.log.EventTag;
import io.sluice.log.RawRecord;
import io.sluice.log.SeededLog;
import io.sluice.log.TextPayloads;
import io.sluice.log.chain.EntryCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TagFilterFillingTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir Path folder;

    private static Stream<EventTag> tagsOf(HeapPartitionIndex heap) {
        return LongStream.range(0, heap.nextSequence())
                .mapToObj(heap::event)
                .flatMap(event -> event.tags().stream());
    }

    /** More keys than are read in one go. */
    @Test
    void takesUpEveryTagThatADatabaseHad() {
        List<RawRecord> records = SeededLog.of(4, 20_000);
        DiskIndexSettings settings = DiskIndexFixture.small(folder);
        try (DiskIndexFixture disk = new DiskIndexFixture(settings)) {
            disk.foldTo(records, records.size(), 500);
        }
        Path database = new IndexFolder(folder, DiskIndexFixture.TOPIC, 0).database();
        TagFilter filter = new TagFilter(1 << 20);
        try (IndexMemory memory = new IndexMemory(IndexMemory.LEAST_BYTES);
                IndexDatabase open = IndexDatabase.open(database, false, memory);
                TagFilterFilling filling = TagFilterFilling.begin(open, 0, filter, Duration.ZERO)) {
            await().atMost(SOON).until(filling::isDone);
        }
        assertThat(tagsOf(DiskIndexFixture.heapOf(records)).map(IndexKeys::tag))
                .allMatch(filter::mayHave);
        assertThat(IntStream.range(0, 1_000).filter(i -> filter.mayHave(never(i))).count())
                .isLessThan(100);
    }

    private static byte[] never(int number) {
        return IndexKeys.tag(new EventTag("never", Integer.toString(number)));
    }

    @Test
    void isNotDoneWhereItIsClosedBefore() {
        DiskIndexes.loadLibrary(folder);
        try (IndexMemory memory = new IndexMemory(IndexMemory.LEAST_BYTES);
                IndexDatabase open = IndexDatabase.open(folder.resolve("database"), true, memory)) {
            for (int thousand = 0; thousand < 100; thousand++) {
                BatchBytes batch = new BatchBytes();
                for (int i = 0; i < 1_000; i++) {
                    batch.put(IndexFamily.TAGS, never(1_000 * thousand + i), new byte[0]);
                }
                open.write(BatchBytes.join(List.of(batch)));
            }
            TagFilterFilling filling =
                    TagFilterFilling.begin(open, 0, new TagFilter(1 << 10), Duration.ofHours(1));
            filling.close(); // it has five turns before it, and rests after the first
            await().atMost(SOON).until(filling::isOver);
            assertThat(filling.isDone()).isFalse();
        }
    }

    @Test
    void isNotDoneWhereTheDatabaseIsClosedBefore() {
        DiskIndexes.loadLibrary(folder);
        try (IndexMemory memory = new IndexMemory(IndexMemory.LEAST_BYTES)) {
            IndexDatabase open = IndexDatabase.open(folder.resolve("database"), true, memory);
            open.close();
            try (TagFilterFilling filling =
                    TagFilterFilling.begin(open, 0, new TagFilter(1 << 10), Duration.ZERO)) {
                await().atMost(SOON).until(filling::isOver);
                assertThat(filling.isDone()).isFalse();
            }
        }
    }

    /** Once it is done, a tag that was never seen is not looked for in the database. */
    @Test
    void answersForTheDatabaseOnceItIsDone() {
        DiskIndexes.loadLibrary(folder);
        TagFilter filter = new TagFilter(1 << 10);
        EventTag seen = new EventTag("key", "seen");
        try (IndexMemory memory = new IndexMemory(IndexMemory.LEAST_BYTES)) {
            IndexDatabase open = IndexDatabase.open(folder.resolve("database"), true, memory);
            BatchBytes batch = new BatchBytes();
            batch.put(IndexFamily.TAGS, IndexKeys.tag(seen), new byte[0]);
            open.write(BatchBytes.join(List.of(batch)));
            TagFilterFilling filling = TagFilterFilling.begin(open, 0, filter, Duration.ZERO);
            await().atMost(SOON).until(filling::isDone);
            OlderEntries older =
                    new OlderEntries(open, 0, new EntryCodec(new TextPayloads()), filter, filling);
            assertThat(older.has(seen)).isTrue();
            open.close();
            assertThat(older.has(new EventTag("key", "never"))).isFalse();
        }
    }
}
