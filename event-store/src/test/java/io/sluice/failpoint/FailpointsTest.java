package io.sluice.failpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FailpointsTest {

    @Test
    void actsOnceAtItsPlaceAndTimeAndNowhereElse() {
        List<String> acted = new ArrayList<>();
        try (Failpoints.Armed armed =
                Failpoints.arm(Failpoint.PAUSE_AFTER_BARRIER, 2, () -> acted.add("now"))) {
            Failpoints.reached(Failpoint.PAUSE_AFTER_BARRIER);
            Failpoints.reached(Failpoint.PAUSE_AFTER_INTENT);
            assertThat(acted).isEmpty();
            Failpoints.reached(Failpoint.PAUSE_AFTER_BARRIER);
            Failpoints.reached(Failpoint.PAUSE_AFTER_BARRIER);
            assertThat(acted).containsExactly("now");
            assertThat(armed.times()).isEqualTo(3);
        }
        Failpoints.reached(Failpoint.PAUSE_AFTER_BARRIER);
        assertThat(acted).hasSize(1);
    }

    @Test
    void namesAreReadWithTheTimeAndWhetherToStop() {
        assertThat(FailpointSetting.parse("payout.after-release"))
                .isEqualTo(new FailpointSetting(Failpoint.PAYOUT_AFTER_RELEASE, 1, false));
        assertThat(FailpointSetting.parse("pause.after-barrier:3"))
                .isEqualTo(new FailpointSetting(Failpoint.PAUSE_AFTER_BARRIER, 3, false));
        assertThat(FailpointSetting.parse("payout.after-release:12:stop"))
                .isEqualTo(new FailpointSetting(Failpoint.PAYOUT_AFTER_RELEASE, 12, true));
        assertThat(Arrays.stream(Failpoint.values()).map(Failpoint::wire))
                .doesNotHaveDuplicates()
                .allMatch(name -> FailpointSetting.parse(name).nth() == 1);
    }

    @Test
    void whatNamesNoPlaceIsRefusedAndNeverIgnored() {
        assertThatThrownBy(() -> FailpointSetting.parse("pause.after-lunch"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pause.after-intent");
        assertThatThrownBy(() -> FailpointSetting.parse("pause.after-intent:0"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FailpointSetting.parse(""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void endsTheProcessThere() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-D" + Failpoints.PROPERTY + "=pause.before-answer:2",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Reaching.class.getName())
                        .redirectErrorStream(true)
                        .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(Failpoints.EXIT_CODE);
    }

    /** A process that reaches the place twice, and would end well after it. */
    static final class Reaching {

        private Reaching() {}

        public static void main(String[] arguments) {
            Failpoints.armFromProperty();
            Failpoints.reached(Failpoint.PAUSE_BEFORE_ANSWER);
            Failpoints.reached(Failpoint.PAUSE_BEFORE_ANSWER);
        }
    }
}
