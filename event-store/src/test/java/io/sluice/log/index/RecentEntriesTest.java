package io.sluice.log.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.log.CountedEntry;
import io.sluice.log.EventTag;
import io.sluice.log.Head;
import io.sluice.log.LogPosition;
import io.sluice.log.StoredEvent;
import io.sluice.log.index.RecentEntries.From;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentEntriesTest {

    private static final int ENTRIES = 20_000;
    private static final int EVENTS = 20;

    /** So few that each entry that is added drops another. */
    private final RecentEntries recent = new RecentEntries(2, 1_000, 1 << 20);

    private static EventTag key(long sequence) {
        return new EventTag("key", Long.toString(sequence));
    }

    private static CountedEntry entry(long offset) {
        long first = offset * EVENTS;
        List<StoredEvent> events =
                LongStream.range(first, first + EVENTS)
                        .mapToObj(
                                sequence ->
                                        new StoredEvent(
                                                "id" + sequence,
                                                "type",
                                                "1",
                                                Instant.EPOCH,
                                                List.of(key(sequence)),
                                                Map.of(),
                                                "payload"))
                        .toList();
        Head head = Head.of(new byte[Head.BYTES]);
        return new CountedEntry(
                new LogPosition(0, offset, head.prefix()),
                head,
                Instant.EPOCH,
                Optional.empty(),
                first,
                events);
    }

    /**
     * Entries are added, and dropped event by event, while another thread asks for keys that were
     * added before: those that an answer does not have are before its beginning, where the disk is
     * asked.
     */
    @Test
    void hasEveryKeyFromTheBeginningThatItNamesOn() {
        List<String> missed = new CopyOnWriteArrayList<>();
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Long> asking =
                CompletableFuture.supplyAsync(() -> askUntil(done, missed));
        try {
            for (long offset = 0; offset < ENTRIES; offset++) {
                recent.add(entry(offset), 100);
                recent.trim(offset);
            }
        } finally {
            done.set(true);
        }
        assertThat(asking).succeedsWithin(Duration.ofSeconds(30));
        assertThat(missed).isEmpty();
        assertThat(asking.join()).as("asked").isGreaterThan(1_000);
    }

    /** Returns how often. */
    private long askUntil(AtomicBoolean done, List<String> missed) {
        RandomGenerator random = new SplittableRandom(5);
        long asked = 0;
        while (!done.get() && missed.isEmpty()) {
            long next = recent.nextSequence();
            if (next == 0) {
                continue;
            }
            long sequence = Math.max(0, next - 1 - random.nextLong(3 * EVENTS));
            From<long[]> answer = recent.sequencesOf(key(sequence), 0);
            boolean found = Arrays.equals(answer.found(), new long[] {sequence});
            if (sequence >= answer.begin() && !found) {
                missed.add("event %d of %d from %d".formatted(sequence, next, answer.begin()));
            }
            asked++;
        }
        return asked;
    }
}
