package io.sluice.command.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.command.Logged;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmsTest {

    private static final Instant START = Instant.parse("2025-04-15T00:40:00Z");

    private final Ticking clock = new Ticking();
    private final Alarms alarms = new Alarms(clock, Duration.ofMinutes(10), Duration.ofMinutes(5));

    @Test
    void tellsOnceWhenItBeginsAgainAfterAWhileAndOnceWhenItIsOver() {
        try (Logged logged = Logged.by(Alarms.class)) {
            alarms.raise(AlarmName.STUCK_APPENDS, "partition 1, 6 s");
            clock.pass(Duration.ofMinutes(9));
            alarms.raise(AlarmName.STUCK_APPENDS, "partition 1, 546 s");
            alarms.tick();
            assertThat(logged.errors()).containsExactly("alarm stuck-appends: partition 1, 6 s");

            clock.pass(Duration.ofMinutes(1));
            alarms.tick();
            alarms.tick();
            alarms.clear(AlarmName.STUCK_APPENDS);
            alarms.clear(AlarmName.STUCK_APPENDS);
            assertThat(logged.errors())
                    .containsExactly(
                            "alarm stuck-appends: partition 1, 6 s",
                            "alarm stuck-appends: partition 1, 546 s (stands since " + START + ")");
            assertThat(logged.warnings())
                    .containsExactly("alarm-over stuck-appends: stood since " + START);
        }
        assertThat(alarms.active()).isEmpty();
    }

    @Test
    void whatOnlyHappenedIsOverOnceItHasNotHappenedAgain() {
        alarms.report(AlarmName.SETTLEMENT_REFUSED, "one");
        clock.pass(Duration.ofMinutes(4));
        alarms.report(AlarmName.SETTLEMENT_REFUSED, "another");
        clock.pass(Duration.ofMinutes(4));
        alarms.tick();
        assertThat(alarms.active())
                .isEqualTo(
                        List.of(new Alarms.Active(AlarmName.SETTLEMENT_REFUSED, START, "another")));
        clock.pass(Duration.ofMinutes(1));
        alarms.tick();
        assertThat(alarms.isActive(AlarmName.SETTLEMENT_REFUSED)).isFalse();
    }

    @Test
    void whatIsRaisedStandsUntilItIsCleared() {
        alarms.raise(AlarmName.LOST_DATA, "partition 2");
        clock.pass(Duration.ofDays(1));
        alarms.tick();
        assertThat(alarms.isActive(AlarmName.LOST_DATA)).isTrue();
    }

    @Test
    void evidenceIsBounded() {
        alarms.raise(AlarmName.LOST_DATA, "x".repeat(100_000));
        assertThat(alarms.active().getFirst().evidence()).hasSizeLessThan(1_000);
    }

    private static final class Ticking extends Clock {
        private Instant now = START;

        void pass(Duration time) {
            now = now.plus(time);
        }

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
}
