package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AtOnceTest {

    @Test
    void doesEachAndReturnsOnceAllAreDone() {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        AtOnce.each(
                IntStream.range(0, 10_000).boxed().toList(),
                number -> {
                    begun.incrementAndGet();
                    return CompletableFuture.runAsync(done::incrementAndGet);
                });
        assertThat(begun).hasValue(10_000);
        assertThat(done).hasValue(10_000);
    }

    @Test
    void saysWhatTheFirstThatFailedFailedWith() {
        List<Integer> begun = new ArrayList<>();
        assertThatThrownBy(
                        () ->
                                AtOnce.each(
                                        List.of(1, 2, 3),
                                        number -> {
                                            begun.add(number);
                                            return number == 1
                                                    ? CompletableFuture.completedFuture(number)
                                                    : CompletableFuture.failedFuture(
                                                            new IllegalArgumentException(
                                                                    "number " + number));
                                        }))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("number 2");
        assertThat(begun).as("the others are done all the same").containsExactly(1, 2, 3);
    }
}
