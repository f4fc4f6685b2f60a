package io.sluice.command.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

    private static final Instant BEGIN = Instant.parse("2026-11-22T16:59:00Z");

    private final SetClock wall = new SetClock();
    private final AtomicLong nanos = new AtomicLong(77);
    private final SteadyClock clock = new SteadyClock(wall, nanos::get);

    private static final class SetClock extends Clock {
        private Instant now = BEGIN;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        wall.now = wall.now.plus(time);
    }

    @Test
    void theTimeIsBelievedWhileItPassesAsTheMachineCounts() {
        pass(Duration.ofDays(100));
        wall.now = wall.now.plusSeconds(10);
        assertThat(clock.beyondDoubt()).contains(BEGIN.plus(Duration.ofDays(100)).plusSeconds(10));
    }

    @Test
    void aClockThatWasSetIsNotBelievedUntilItIsSetBack() {
        pass(Duration.ofHours(1));
        wall.now = wall.now.plusSeconds(11);
        assertThat(clock.beyondDoubt()).isEmpty();
        wall.now = wall.now.minusSeconds(22);
        assertThat(clock.beyondDoubt()).isEmpty();
        wall.now = wall.now.plusSeconds(11);
        assertThat(clock.beyondDoubt()).isPresent();
    }
}
