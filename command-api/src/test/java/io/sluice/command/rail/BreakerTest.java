package io.sluice.command.rail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private static final long OPEN_NANOS = 1_000;

    private final Breaker breaker = new Breaker("hook", 3, Duration.ofNanos(OPEN_NANOS));

    private void fail(int times, long nowNanos) {
        for (int i = 0; i < times; i++) {
            breaker.failed(nowNanos, "told to");
        }
    }

    @Test
    void opensAfterFailuresInARowOnly() {
        fail(2, 0);
        breaker.succeeded();
        fail(2, 0);
        assertThat(breaker.state(0)).isEqualTo(BreakerState.CLOSED);
        fail(1, 0);
        assertThat(breaker.state(0)).isEqualTo(BreakerState.OPEN);
        assertThat(breaker.most(OPEN_NANOS - 1, 7)).isZero();
    }

    @Test
    void letsOneThroughAfterAWhileAndThenDecides() {
        fail(3, 0);
        assertThat(breaker.most(OPEN_NANOS, 7)).isEqualTo(1);
        fail(1, OPEN_NANOS);
        assertThat(breaker.state(OPEN_NANOS + 1)).isEqualTo(BreakerState.OPEN);
        assertThat(breaker.state(2 * OPEN_NANOS)).isEqualTo(BreakerState.HALF_OPEN);
        breaker.succeeded();
        assertThat(breaker.most(2 * OPEN_NANOS, 7)).isEqualTo(7);
    }

    @Test
    void whatWasUnderWayWhenItOpenedChangesNothingMore() {
        fail(3, 0);
        fail(1, OPEN_NANOS / 2);
        assertThat(breaker.state(OPEN_NANOS)).isEqualTo(BreakerState.HALF_OPEN);
    }
}
