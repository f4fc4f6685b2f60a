package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final Duration SHORT = Duration.ofMillis(100);

    /** Answers on threads of its own after a millisecond, and counts. */
    private static final class Counting implements Contender {

        private final AtomicInteger issued = new AtomicInteger();
        private final AtomicInteger open = new AtomicInteger();
        private final AtomicInteger mostOpen = new AtomicInteger();
        private final int failing;

        Counting(int failing) {
            this.failing = failing;
        }

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public void issue(Answer answer) {
            int number = issued.incrementAndGet();
            mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
            var _ =
                    CompletableFuture.runAsync(
                            () -> {
                                open.decrementAndGet();
                                if (number == failing) {
                                    answer.failed(new IllegalStateException("refused"));
                                } else {
                                    answer.accepted();
                                }
                            },
                            CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS));
        }
    }

    @Test
    void keepsAsManyInFlightAsAskedForAndEndsWithNone() {
        Counting contender = new Counting(-1);

        Measured measured = Load.run(contender, 7, SHORT, SHORT);

        assertThat(contender.mostOpen).hasValue(7);
        assertThat(contender.open).hasValue(0);
        assertThat(measured.perSecond()).isPositive().isLessThan(8_000);
        assertThat(measured.p50Millis()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void countsTheWindowOnly() {
        Counting contender = new Counting(-1);

        Measured measured = Load.run(contender, 1, SHORT.multipliedBy(5), SHORT);

        assertThat(measured.perSecond() * 0.1).isLessThan(contender.issued.get() * 0.6);
    }

    @Test
    void failsWhenOneOperationFails() {
        assertThatThrownBy(() -> Load.run(new Counting(20), 4, SHORT, SHORT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("counting with 4 in flight")
                .hasRootCauseMessage("refused");
    }
}
