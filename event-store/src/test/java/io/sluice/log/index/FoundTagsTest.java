package io.sluice.log.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.log.EventTag;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class FoundTagsTest {

    private final FoundTags found = new FoundTags();

    private static byte[] hash(long first, long second) {
        return ByteBuffer.allocate(IndexKeys.TAG_PREFIX_BYTES)
                .putLong(first)
                .putLong(second)
                .array();
    }

    @Test
    void hasATagOnceItWasAdded() {
        EventTag alice = new EventTag("account", "alice");
        assertThat(found.has(IndexKeys.tag(alice))).isFalse();
        found.add(IndexKeys.tag(alice));
        assertThat(found.has(IndexKeys.tag(alice))).isTrue();
        assertThat(found.has(IndexKeys.tag(new EventTag("account", "bob")))).isFalse();
    }

    @Test
    void tellsTagsApartThatHaveTheSamePlace() {
        assertThat(found.has(hash(0, 0))).as("its empty places").isFalse();
        found.add(hash(5, 1));
        assertThat(found.has(hash(5, 2))).isFalse();
        found.add(hash(5, 2));
        assertThat(found.has(hash(5, 1))).as("gave way to the other").isFalse();
        assertThat(found.has(hash(5, 2))).isTrue();
        assertThat(found.has(hash(5L + (1L << 52), 2))).isFalse();
    }

    /** Whatever it forgets, it never has a tag that was not added. */
    @Test
    void neverHasWhatWasNotAdded() {
        RandomGenerator random = new SplittableRandom(7);
        Set<Long> added = new HashSet<>();
        for (int i = 0; i < 500_000; i++) {
            long number = random.nextLong(200_000);
            byte[] hash = hash(number * 0x9E3779B97F4A7C15L, number);
            assertThat(!found.has(hash) || added.contains(number)).isTrue();
            if (random.nextBoolean()) {
                found.add(hash);
                added.add(number);
            }
        }
    }
}
