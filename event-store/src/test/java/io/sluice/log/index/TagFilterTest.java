package io.sluice.log.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagFilterTest {

    private static final int TAGS = 100_000;
    private static final int ROUNDS = 50_000;
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static byte[] hash(RandomGenerator random) {
        return ByteBuffer.allocate(IndexKeys.TAG_PREFIX_BYTES)
                .putLong(random.nextLong())
                .putLong(random.nextLong())
                .array();
    }

    @Test
    void hasNothingAtFirst() {
        TagFilter filter = new TagFilter(1 << 20);
        RandomGenerator random = new SplittableRandom(1);
        assertThat(IntStream.range(0, 1_000).noneMatch(i -> filter.mayHave(hash(random)))).isTrue();
    }

    /** At that many bits for each tag; of those that are not there, so many in a million. */
    @ParameterizedTest(name = "{0} bits")
    @CsvSource({"16, 1_000", "10, 12_500", "4, 350_000"})
    void neverDeniesWhatItWasGivenAndSeldomTakesAnotherForIt(int bits, String mostInAMillion) {
        TagFilter filter = new TagFilter((long) TAGS * bits / Byte.SIZE);
        RandomGenerator given = new SplittableRandom(2);
        for (int i = 0; i < TAGS; i++) {
            filter.add(hash(given));
        }
        RandomGenerator again = new SplittableRandom(2);
        for (int i = 0; i < TAGS; i++) {
            assertThat(filter.mayHave(hash(again))).isTrue();
        }
        RandomGenerator others = new SplittableRandom(3);
        long taken =
                IntStream.range(0, 1_000_000).filter(i -> filter.mayHave(hash(others))).count();
        assertThat(taken).isLessThan(Integer.parseInt(mostInAMillion.replace("_", "")));
    }

    /** So small that all of them meet in the same few places, again and again at the same time. */
    @Test
    void losesNoneOfThoseThatTwoThreadsAddAtATime() throws InterruptedException {
        List<TagFilter> filters =
                IntStream.range(0, ROUNDS).mapToObj(round -> new TagFilter(64)).toList();
        AtomicInteger together = new AtomicInteger();
        Thread other = Thread.ofPlatform().start(() -> addAll(filters, together, 4));
        addAll(filters, together, 0);
        assertThat(other.join(Duration.ofSeconds(60))).isTrue();
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(hashes(round)).allMatch(filters.get(round)::mayHave);
        }
    }

    /** Half of each round's, once the other thread is as far. */
    private static void addAll(List<TagFilter> filters, AtomicInteger together, int from) {
        long begun = System.nanoTime();
        for (int round = 0; round < ROUNDS; round++) {
            List<byte[]> mine = hashes(round).subList(from, from + 4);
            together.incrementAndGet();
            while (together.get() < 2 * round + 2) {
                if (System.nanoTime() - begun > MOST_NANOS) {
                    throw new IllegalStateException("the other thread does not come");
                }
                Thread.onSpinWait();
            }
            mine.forEach(filters.get(round)::add);
        }
    }

    private static List<byte[]> hashes(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        return IntStream.range(0, 8).mapToObj(i -> hash(random)).toList();
    }
}
