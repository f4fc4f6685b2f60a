package io.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ClockWatchTest {

    private final AtomicLong nanos = new AtomicLong(-5);
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-22T16:59:00Z"));
    private final ClockWatch watch =
            new ClockWatch(
                    new Clock() {
                        @Override
                        public Instant instant() {
                            return now.get();
                        }

                        @Override
                        public ZoneOffset getZone() {
                            return ZoneOffset.UTC;
                        }

                        @Override
                        public Clock withZone(java.time.ZoneId zone) {
                            return this;
                        }
                    },
                    nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        now.updateAndGet(instant -> instant.plus(time));
    }

    private void set(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    @Test
    void timeThatPassesIsNoStepHoweverLong() {
        pass(Duration.ofDays(30));
        assertThat(watch.hasStepped()).isFalse();
    }

    @Test
    void aStepOfMoreThanTenSecondsIsOneInEitherDirection() {
        set(Duration.ofSeconds(10));
        assertThat(watch.hasStepped()).isFalse();
        set(Duration.ofMillis(1));
        assertThat(watch.hasStepped()).isTrue();
        set(Duration.ofSeconds(-21));
        assertThat(watch.hasStepped()).isTrue();
    }

    @Test
    void isForgottenWhenTheClockIsSetBackAndOtherwiseAfterADayAndAnHour() {
        set(Duration.ofHours(3));
        assertThat(watch.hasStepped()).isTrue();
        set(Duration.ofHours(-3));
        assertThat(watch.hasStepped()).isFalse();
        set(Duration.ofHours(-3));
        assertThat(watch.hasStepped()).isTrue();
        pass(Duration.ofHours(25));
        assertThat(watch.hasStepped()).isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(watch.hasStepped()).isFalse();
        set(Duration.ofHours(3));
        assertThat(watch.hasStepped()).isTrue();
    }

    /** A clock that is slewed all day long goes as far as a step would, but never jumps. */
    @Test
    void aSlewedClockIsNoStepAndManySmallStepsAreOne() {
        for (int minute = 0; minute < 24 * 60; minute++) {
            pass(Duration.ofMinutes(1));
            set(Duration.ofMillis(30));
            assertThat(watch.hasStepped()).isFalse();
        }
        for (int second = 0; second < 3; second++) {
            pass(Duration.ofSeconds(1));
            set(Duration.ofSeconds(4));
        }
        assertThat(watch.hasStepped()).isTrue();
    }
}
