package io.sluice.log.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.log.EventTag;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class KnownTagsTest {

    private final KnownTags known = new KnownTags();

    private static byte[] hash(long first, long second) {
        return ByteBuffer.allocate(IndexKeys.TAG_PREFIX_BYTES)
                .putLong(first)
                .putLong(second)
                .array();
    }

    @Test
    void knowsATagOnceItWasAdded() {
        byte[] hash = IndexKeys.tag(new EventTag("account", "alice"));
        assertThat(known.add(hash)).isTrue();
        assertThat(known.add(hash)).isFalse();
        assertThat(known.add(IndexKeys.tag(new EventTag("account", "bob")))).isTrue();
        assertThat(known.add(hash)).isFalse();
    }

    @Test
    void tellsTagsApartThatHaveTheSamePlace() {
        assertThat(known.add(hash(5, 1))).isTrue();
        assertThat(known.add(hash(5, 2))).isTrue();
        assertThat(known.add(hash(5L + (1L << 40), 2))).isTrue();
        assertThat(known.add(hash(5, 1))).as("gave way to the others").isTrue();
        assertThat(known.add(hash(5, 1))).isFalse();
    }

    @Test
    void doesNotKnowTheHashOfZerosThatItsEmptyPlacesLookLike() {
        assertThat(known.add(hash(0, 0))).isTrue();
        assertThat(known.add(hash(0, 0))).isTrue();
    }

    /** Whatever it forgets, it never knows a tag that did not come by. */
    @Test
    void neverKnowsWhatWasNotAdded() {
        RandomGenerator random = new SplittableRandom(7);
        Set<Long> added = new HashSet<>();
        for (int i = 0; i < 500_000; i++) {
            long number = random.nextLong(200_000);
            boolean isNew = known.add(hash(number * 0x9E3779B97F4A7C15L, number));
            assertThat(isNew || added.contains(number)).isTrue();
            added.add(number);
        }
    }
}
