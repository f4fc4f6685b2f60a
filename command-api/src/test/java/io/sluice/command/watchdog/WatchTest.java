package io.sluice.command.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.command.alarm.AlarmName;
import io.sluice.command.alarm.Alarms;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.id.PauseId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchTest {

    private final Alarms alarms =
            new Alarms(Clock.systemUTC(), Duration.ofMinutes(10), Duration.ofMinutes(5));
    private final Recorded gate = new Recorded();
    private final Deque<Runnable> moves = new ArrayDeque<>();
    private Finding finding = Finding.NOTHING;
    private boolean blind;
    private long second;

    private Watch watch(WatchdogAction action, boolean autoResume) {
        return new Watch(
                WatchdogCause.STUCK_APPENDS,
                new CauseSettings(
                        action,
                        1,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        new Scope.All(),
                        PauseMode.HOLD,
                        autoResume),
                this::found,
                alarms,
                Optional.of(gate),
                moves::add,
                () -> TimeUnit.SECONDS.toNanos(second));
    }

    private Finding found() {
        if (blind) {
            throw new IllegalStateException("nobody can tell");
        }
        return finding;
    }

    /** Looks every second, and lets the gate finish what it was asked. */
    private void look(Watch watch, int seconds) {
        for (int i = 0; i < seconds; i++) {
            watch.look();
            while (!moves.isEmpty()) {
                moves.remove().run();
            }
            second++;
        }
    }

    @Test
    void opensOnePauseWithTheEvidenceOnceTheCauseHasHeldForLongEnough() {
        Watch watch = watch(WatchdogAction.PAUSE, false);
        finding = Finding.of("partition 1");
        look(watch, 2);
        assertThat(gate.shut).isEmpty();
        look(watch, 10);
        assertThat(gate.shut).containsExactly("partition 1");
        assertThat(alarms.isActive(AlarmName.STUCK_APPENDS)).isTrue();
    }

    @Test
    void triesAgainUntilThePauseStands() {
        Watch watch = watch(WatchdogAction.PAUSE, false);
        gate.refuses = 3;
        finding = Finding.of("partition 1");
        look(watch, 5);
        assertThat(watch.isPauseDue()).isTrue();
        look(watch, 5);
        assertThat(gate.shut).hasSize(4);
        assertThat(watch.isPauseDue()).isFalse();
    }

    /** Else a log that does not answer would be asked by one thread more each time. */
    @Test
    void asksNobodyASecondTimeBeforeTheFirstHasAnswered() {
        Watch watch = watch(WatchdogAction.PAUSE, false);
        finding = Finding.of("partition 1");
        for (int i = 0; i < 10; i++) {
            watch.look();
            second++;
        }
        assertThat(moves).hasSize(1);
    }

    /** Whoever resumes while the cause still holds has decided so. */
    @Test
    void doesNotPauseAgainBeforeTheCauseWasOver() {
        Watch watch = watch(WatchdogAction.PAUSE, false);
        finding = Finding.of("first");
        look(watch, 20);
        finding = Finding.NOTHING;
        look(watch, 3);
        finding = Finding.of("still the first");
        look(watch, 20);
        assertThat(gate.shut).containsExactly("first");
        finding = Finding.NOTHING;
        look(watch, 10);
        finding = Finding.of("second");
        look(watch, 10);
        assertThat(gate.shut).containsExactly("first", "second");
        assertThat(gate.opened).isZero();
    }

    @Test
    void onlyTellsWhereNoPauseIsWanted() {
        Watch watch = watch(WatchdogAction.ALARM, true);
        finding = Finding.of("it");
        look(watch, 10);
        assertThat(gate.shut).isEmpty();
        assertThat(alarms.isActive(AlarmName.STUCK_APPENDS)).isTrue();
        finding = Finding.NOTHING;
        look(watch, 6);
        assertThat(alarms.isActive(AlarmName.STUCK_APPENDS)).isFalse();
    }

    @Test
    void liftsItsPauseOnlyWhereToldToAndOnlyAfterAWholeQuietTime() {
        Watch watch = watch(WatchdogAction.PAUSE, true);
        finding = Finding.of("it");
        look(watch, 10);
        finding = Finding.NOTHING;
        look(watch, 5);
        assertThat(gate.opened).isZero();
        look(watch, 1);
        assertThat(gate.opened).isPositive();
    }

    /** That nobody can tell is not that it is over. */
    @Test
    void whatWasSeenStandsWhileNothingCanBeSeen() {
        Watch watch = watch(WatchdogAction.PAUSE, true);
        finding = Finding.of("it");
        look(watch, 5);
        blind = true;
        look(watch, 60);
        assertThat(watch.isBlind()).isTrue();
        assertThat(alarms.isActive(AlarmName.STUCK_APPENDS)).isTrue();
        assertThat(gate.opened).isZero();
    }

    private static final class Recorded implements Gate {
        private final List<String> shut = new ArrayList<>();
        private int opened;
        private int refuses;

        @Override
        public PauseId shut(WatchdogCause cause, CauseSettings settings, String evidence) {
            shut.add(evidence);
            if (refuses-- > 0) {
                throw new IllegalStateException("no partition answers");
            }
            return new PauseId(new UUID(0, 1));
        }

        @Override
        public boolean open(WatchdogCause cause, CauseSettings settings, String why) {
            opened++;
            return true;
        }
    }
}
