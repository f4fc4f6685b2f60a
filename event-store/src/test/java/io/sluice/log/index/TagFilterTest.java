package io.sluice.log.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagFilterTest {

    private static final int TAGS = 100_000;

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

    /** So small that all of them meet in the same few places. */
    @Test
    void losesNoneOfThoseThatTwoThreadsAddAtATime() throws InterruptedException {
        for (int round = 0; round < 2_000; round++) {
            TagFilter filter = new TagFilter(64);
            List<byte[]> hashes = hashes(round);
            Thread other =
                    Thread.ofPlatform().start(() -> hashes.subList(4, 8).forEach(filter::add));
            hashes.subList(0, 4).forEach(filter::add);
            assertThat(other.join(Duration.ofSeconds(10))).isTrue();
            assertThat(hashes).allMatch(filter::mayHave);
        }
    }

    private static List<byte[]> hashes(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        return IntStream.range(0, 8).mapToObj(i -> hash(random)).toList();
    }
}
