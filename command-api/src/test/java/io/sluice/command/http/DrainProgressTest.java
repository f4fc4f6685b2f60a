package io.sluice.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DrainProgressTest {

    private static final Instant RESUMED = Instant.parse("2026-11-22T17:00:00Z");
    private static final Instant NOW = RESUMED.plusSeconds(10);

    @Test
    void estimatesByTheRateOrByWhatWasSeenWhicheverIsSlower() {
        // 100 in 10 s until now.
        assertThat(new DrainProgress(100, 500).estimate(RESUMED, NOW, OptionalLong.empty()))
                .contains(NOW.plusSeconds(50));
        assertThat(new DrainProgress(100, 500).estimate(RESUMED, NOW, OptionalLong.of(5)))
                .contains(NOW.plusSeconds(100));
        assertThat(new DrainProgress(100, 500).estimate(RESUMED, NOW, OptionalLong.of(1000)))
                .contains(NOW.plusSeconds(50));
    }

    @Test
    void saysNothingThatItCannotKnow() {
        assertThat(new DrainProgress(0, 500).estimate(RESUMED, NOW, OptionalLong.empty()))
                .isEmpty();
        assertThat(new DrainProgress(7, 500).estimate(RESUMED, RESUMED, OptionalLong.empty()))
                .isEmpty();
        assertThat(new DrainProgress(9, 0).estimate(RESUMED, NOW, OptionalLong.of(5))).isEmpty();
        assertThat(new DrainProgress(0, 11).estimate(RESUMED, RESUMED, OptionalLong.of(5)))
                .contains(RESUMED.plusSeconds(3));
    }
}
