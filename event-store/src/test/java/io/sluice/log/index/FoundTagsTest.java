package io.sluice.log.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.log.EventTag;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
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

    /** Two threads add hashes that all have one place; none is ever seen that is half of each. */
    @Test
    void neverHasAHashThatIsMadeOfTwo() throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        List<Thread> adding =
                LongStream.of(1, 2)
                        .mapToObj(number -> Thread.ofPlatform().start(() -> addUntil(done, number)))
                        .toList();
        try {
            for (int i = 0; i < 1_000_000; i++) {
                assertThat(found.has(hash(1L, 2)) || found.has(hash(2L, 1))).isFalse();
            }
        } finally {
            done.set(true);
            for (Thread each : adding) {
                assertThat(each.join(Duration.ofSeconds(30))).isTrue();
            }
        }
        assertThat(found.has(hash(1L, 1)) || found.has(hash(2L, 2))).isTrue();
    }

    private void addUntil(AtomicBoolean done, long number) {
        while (!done.get()) {
            found.add(hash(number, number));
        }
    }
}
