package io.sluice.log.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.log.EventTag;
import io.sluice.log.index.RecentEntries.From;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentTagsTest {

    private static final int TAGS = 5;

    private final RecentTags tags = new RecentTags(0);

    private static EventTag tag(long number) {
        return new EventTag("account", Long.toString(number));
    }

    @Test
    void hasNothingUnderATagThatWasNeverAdded() {
        tags.add(tag(1), 0);
        assertThat(tags.has(tag(2))).isFalse();
        assertThat(tags.sequencesOf(tag(2), 0).found()).isEmpty();
    }

    @Test
    void hasAnEventOnceThatHasATagTwice() {
        tags.add(tag(1), 3);
        tags.add(tag(1), 3);
        tags.add(tag(1), 4);
        assertThat(tags.sequencesOf(tag(1), 0).found()).containsExactly(3, 4);
        assertThat(tags.sequencesOf(tag(1), 4).found()).containsExactly(4);
        tags.forget(tag(1), 3);
        tags.forget(tag(1), 3);
        assertThat(tags.has(tag(1))).isTrue();
        tags.forget(tag(1), 4);
        assertThat(tags.has(tag(1))).isFalse();
    }

    @Test
    void answersFromItsBeginningOnOnly() {
        LongStream.range(0, 10).forEach(sequence -> tags.add(tag(1), sequence));
        tags.beginAt(7);
        assertThat(tags.sequencesOf(tag(1), 2).begin()).isEqualTo(7);
        assertThat(tags.sequencesOf(tag(1), 2).found()).containsExactly(7, 8, 9);
    }

    @Test
    void answersLikeASortedSet() {
        RandomGenerator random = new SplittableRandom(3);
        Map<Long, TreeSet<Long>> model = new HashMap<>();
        List<long[]> added = new ArrayList<>();
        int forgotten = 0;
        for (long sequence = 0; sequence < 20_000; sequence++) {
            long number = random.nextLong(TAGS) * random.nextLong(TAGS);
            tags.add(tag(number), sequence);
            model.computeIfAbsent(number, absent -> new TreeSet<>()).add(sequence);
            added.add(new long[] {number, sequence});
            while (added.size() - forgotten > random.nextInt(1, 300)) {
                long[] oldest = added.get(forgotten++);
                tags.beginAt(oldest[1] + 1);
                tags.forget(tag(oldest[0]), oldest[1]);
                model.getOrDefault(oldest[0], new TreeSet<>()).remove(oldest[1]);
            }
            long asked = random.nextLong(TAGS) * random.nextLong(TAGS);
            long from = Math.max(0, sequence - random.nextLong(200));
            TreeSet<Long> expected = model.getOrDefault(asked, new TreeSet<>());
            assertThat(tags.has(tag(asked))).isEqualTo(!expected.isEmpty());
            assertThat(tags.sequencesOf(tag(asked), from).found())
                    .containsExactly(
                            expected.tailSet(from).stream().mapToLong(Long::longValue).toArray());
        }
    }

    /**
     * One thread adds and forgets while two ask. Event n has tag n modulo {@link #TAGS}, so that
     * each answer can be told from where it begins and what was added before it was asked for.
     */
    @ParameterizedTest(name = "{0} kept")
    @ValueSource(ints = {2, 40})
    void answersWholeWhileItIsAddedToAndForgets(int kept) {
        long events = 300_000;
        AtomicLong next = new AtomicLong();
        List<String> wrong = new CopyOnWriteArrayList<>();
        List<CompletableFuture<Void>> asking =
                IntStream.range(0, 2)
                        .mapToObj(
                                seed ->
                                        CompletableFuture.runAsync(
                                                () -> askUntil(events, next, seed, wrong)))
                        .toList();
        for (long sequence = 0; sequence < events; sequence++) {
            tags.add(tag(sequence % TAGS), sequence);
            next.set(sequence + 1);
            long oldest = sequence - kept;
            if (oldest >= 0) {
                tags.beginAt(oldest + 1);
                tags.forget(tag(oldest % TAGS), oldest);
            }
        }
        for (CompletableFuture<Void> each : asking) {
            assertThat(each).succeedsWithin(Duration.ofSeconds(60));
        }
        assertThat(wrong).isEmpty();
    }

    private void askUntil(long events, AtomicLong next, int seed, List<String> wrong) {
        RandomGenerator random = new SplittableRandom(seed);
        for (long known = 0; known < events && wrong.isEmpty(); ) {
            known = next.get();
            long number = random.nextLong(TAGS);
            From<long[]> answer = tags.sequencesOf(tag(number), 0);
            long[] found = answer.found();
            long atLeast =
                    LongStream.range(Math.min(answer.begin(), known), known)
                            .filter(sequence -> sequence % TAGS == number)
                            .count();
            boolean whole =
                    found.length >= atLeast
                            && Arrays.stream(found).allMatch(each -> each % TAGS == number)
                            && IntStream.range(1, found.length)
                                    .allMatch(i -> found[i] == found[i - 1] + TAGS)
                            && (found.length == 0
                                    || (found[0] >= answer.begin()
                                            && found[0] < answer.begin() + TAGS));
            if (!whole) {
                wrong.add(
                        "known %d, tag %d: %s from %d"
                                .formatted(known, number, Arrays.toString(found), answer.begin()));
            }
        }
    }
}
