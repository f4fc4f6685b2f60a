package io.sluice.log.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.log.EventTag;
import io.sluice.log.LogUnavailableException;
import io.sluice.log.RawRecord;
import io.sluice.log.SeededLog;
import io.sluice.log.StoredEvent;
import io.sluice.log.TextPayloads;
import io.sluice.log.chain.EntryCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskPartitionIndexTest {

    private static final int RECORDS = 900;

    @TempDir Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void answersEveryQuestionLikeTheIndexInTheHeap(long seed) {
        List<RawRecord> records = SeededLog.of(seed, RECORDS);
        HeapPartitionIndex heap = DiskIndexFixture.heapOf(records);
        IndexQuestions questions = IndexQuestions.about(heap, RECORDS, seed);
        DiskIndexSettings settings = DiskIndexFixture.small(folder);
        try (DiskIndexFixture disk = new DiskIndexFixture(settings)) {
            disk.foldTo(records, RECORDS, 17);
            assertThat(questions.ask(disk.index())).isEqualTo(questions.ask(heap));
        }
        try (DiskIndexFixture reopened = new DiskIndexFixture(settings)) {
            assertThat(reopened.before()).isEqualTo(heap.last());
            assertThat(questions.ask(reopened.index())).isEqualTo(questions.ask(heap));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5})
    void goesOnWhereItWasClosed(long seed) {
        List<RawRecord> records = SeededLog.of(seed, RECORDS);
        RandomGenerator random = new SplittableRandom(seed);
        DiskIndexSettings settings = DiskIndexFixture.small(folder.resolve("resumed"));
        for (int until = 0; until < RECORDS; until += random.nextInt(1, 400)) {
            try (DiskIndexFixture disk = new DiskIndexFixture(settings)) {
                assertThat(disk.before().isPresent()).isEqualTo(until > 0);
                disk.foldTo(records, until == 0 ? 1 : until, random.nextInt(1, 60));
            }
        }
        try (DiskIndexFixture disk = new DiskIndexFixture(settings)) {
            disk.foldTo(records, RECORDS, 100);
        }
        assertThat(IndexContents.of(settings, DiskIndexFixture.TOPIC)).isEqualTo(inOneGo(records));
    }

    @Test
    void doesNotWriteWhatWasFoldedByHalf() {
        List<RawRecord> records = SeededLog.of(7, 200);
        DiskIndexSettings settings = DiskIndexFixture.small(folder);
        try (DiskIndexFixture disk = new DiskIndexFixture(settings)) {
            disk.foldTo(records, 100, 100);
            PartitionIndex index = disk.index();
            index.notes().put("by half", new byte[] {1});
            assertThat(index.notes().get("by half")).isPresent();
        }
        try (DiskIndexFixture disk = new DiskIndexFixture(settings)) {
            assertThat(disk.index().notes().get("by half")).isEmpty();
        }
    }

    @Test
    void findsNothingUnderATagThatWasNeverSeen() {
        List<RawRecord> records = SeededLog.of(8, RECORDS);
        try (DiskIndexFixture disk = new DiskIndexFixture(DiskIndexFixture.small(folder))) {
            disk.foldTo(records, RECORDS, 100);
            assertThat(disk.index().sequencesOf(new EventTag("key", "never"), 0)).isEmpty();
            assertThat(disk.index().sequencesOf(new EventTag("ke", "ynever"), 0)).isEmpty();
        }
    }

    @Test
    void forgetsTheTagsThatItFoundOnceItIsMadeAgain() {
        List<RawRecord> records = SeededLog.of(12, RECORDS);
        try (DiskIndexFixture disk = new DiskIndexFixture(DiskIndexFixture.small(folder))) {
            PartitionIndex index = disk.foldTo(records, RECORDS, 100).index();
            EventTag old = keyOf(index.event(0));
            assertThat(index.sequencesOf(old, 1)).as("nothing later has it").isEmpty();
            assertThat(index.has(old)).as("found on the disk").isTrue();
            assertThat(index.has(old)).as("found again").isTrue();
            index.beginAnew("that is what is shown here");
            assertThat(index.has(old)).isFalse();
        }
    }

    /**
     * What a caller does with a command's key, while the loop adds, writes and drops what is
     * written: whatever was confirmed before he asked is found, in the heap or on the disk.
     */
    @Test
    void missesNoKeyThatWasConfirmedWhileOthersAreAddedAndDropped() throws InterruptedException {
        List<RawRecord> records = SeededLog.of(13, 20_000);
        HeapPartitionIndex heap = DiskIndexFixture.heapOf(records);
        EventTag[] keys =
                LongStream.range(0, heap.nextSequence())
                        .mapToObj(sequence -> keyOf(heap.event(sequence)))
                        .toArray(EventTag[]::new);
        List<String> missed = new CopyOnWriteArrayList<>();
        AtomicBoolean done = new AtomicBoolean();
        try (DiskIndexFixture disk = new DiskIndexFixture(DiskIndexFixture.small(folder))) {
            PartitionIndex index = disk.index();
            CompletableFuture<Long> asking =
                    CompletableFuture.supplyAsync(() -> askUntil(done, index, keys, missed));
            try {
                disk.foldTo(records, records.size(), 17);
            } finally {
                done.set(true);
            }
            assertThat(asking).succeedsWithin(Duration.ofSeconds(30));
            assertThat(missed).isEmpty();
            assertThat(asking.join()).as("asked").isGreaterThan(1_000);
        }
    }

    /** Returns how often. */
    private static long askUntil(
            AtomicBoolean done, PartitionIndex index, EventTag[] keys, List<String> missed) {
        RandomGenerator random = new SplittableRandom(14);
        long asked = 0;
        while (!done.get() && missed.isEmpty()) {
            long next = index.nextSequence();
            if (next == 0) {
                continue;
            }
            asked++;
            long sequence = Math.max(0, next - 1 - random.nextLong(300));
            EventTag key = keys[Math.toIntExact(sequence)];
            long[] found = index.sequencesOf(key, 0);
            if (found.length != 1 || found[0] != sequence || !index.has(key)) {
                missed.add(
                        "event %d of %d is found at %s"
                                .formatted(sequence, next, Arrays.toString(found)));
            }
        }
        return asked;
    }

    /** A tag that no other event has. */
    private static EventTag keyOf(StoredEvent event) {
        return event.tags().stream()
                .filter(tag -> tag.name().equals("key"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void staysWithinItsMemoryHoweverLongTheLog() {
        List<RawRecord> records = SeededLog.of(9, 20_000);
        DiskIndexSettings settings = DiskIndexFixture.small(folder);
        try (DiskIndexFixture disk = new DiskIndexFixture(settings)) {
            disk.foldTo(records, records.size(), 500);
            long most = disk.usedBytes();
            for (long s = 0; s < disk.index().nextSequence(); s += 3) {
                assertThat(disk.index().entryOf(s)).isPresent();
                most = Math.max(most, disk.usedBytes());
            }
            assertThat(most).isPositive().isLessThan(settings.memoryBytes() * 5 / 4);
        }
    }

    @Test
    void failsToReadOnceItIsClosed() {
        DiskIndexFixture disk = new DiskIndexFixture(DiskIndexFixture.small(folder));
        disk.foldTo(SeededLog.of(10, RECORDS), RECORDS, 100);
        disk.close();
        assertThatThrownBy(() -> disk.index().event(0))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void isOpenedByOneProcessAtATimeAndNotTakenForDamaged() {
        DiskIndexSettings settings = DiskIndexFixture.small(folder);
        try (DiskIndexFixture disk = new DiskIndexFixture(settings)) {
            disk.foldTo(SeededLog.of(11, 200), 200, 100);
            try (DiskIndexes second = DiskIndexes.resuming(settings)) {
                PartitionIndex same =
                        second.of(DiskIndexFixture.TOPIC, 0, new EntryCodec(new TextPayloads()));
                assertThatThrownBy(() -> same.open(List.of()))
                        .isInstanceOf(LogUnavailableException.class)
                        .hasMessageContaining("lock");
            }
            disk.foldTo(SeededLog.of(11, 400), 400, 100);
        }
    }

    private Map<String, String> inOneGo(List<RawRecord> records) {
        DiskIndexSettings settings = DiskIndexSettings.in(folder.resolve("in one go"));
        try (DiskIndexFixture disk = new DiskIndexFixture(settings)) {
            disk.foldTo(records, records.size(), records.size());
        }
        return IndexContents.of(settings, DiskIndexFixture.TOPIC);
    }
}
