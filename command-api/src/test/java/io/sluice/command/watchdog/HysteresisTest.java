package io.sluice.command.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HysteresisTest {

    private final Hysteresis hysteresis =
            new Hysteresis(Duration.ofSeconds(10), Duration.ofSeconds(30));

    private boolean at(long second, boolean holds) {
        return hysteresis.observe(holds, TimeUnit.SECONDS.toNanos(second));
    }

    @Test
    void raisesOnlyWhatHasHeldForLongEnough() {
        assertThat(at(0, true)).isFalse();
        assertThat(at(9, true)).isFalse();
        assertThat(at(9, false)).isFalse();
        assertThat(at(10, true)).isFalse();
        assertThat(at(19, true)).isFalse();
        assertThat(at(20, true)).isTrue();
    }

    @Test
    void endsOnlyWhatHasBeenGoneForLongEnough() {
        assertThat(at(0, true)).isFalse();
        assertThat(at(10, true)).isTrue();
        assertThat(at(11, false)).isTrue();
        assertThat(at(40, false)).isTrue();
        assertThat(at(40, true)).isTrue();
        assertThat(at(41, false)).isTrue();
        assertThat(at(70, false)).isTrue();
        assertThat(at(71, false)).isFalse();
    }

    /** A node that has just started must not take "not seen yet" for "over". */
    @Test
    void isOverOnlyAfterAWholeQuietTime() {
        long second = TimeUnit.SECONDS.toNanos(1);
        assertThat(hysteresis.isOver(0)).isFalse();
        assertThat(at(0, false)).isFalse();
        assertThat(hysteresis.isOver(29 * second)).isFalse();
        assertThat(hysteresis.isOver(30 * second)).isTrue();
        assertThat(at(31, true)).isFalse();
        assertThat(hysteresis.isOver(70 * second)).isFalse();
    }

    @Test
    void withoutAWaitItRaisesAtOnce() {
        assertThat(new Hysteresis(Duration.ZERO, Duration.ZERO).observe(true, 5)).isTrue();
    }
}
