package io.sluice.command.payout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DrainRateTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private static int spent(DrainRate rate) {
        int spent = 0;
        while (rate.spend()) {
            spent++;
        }
        return spent;
    }

    @Test
    void letsGoWhatTheTimeIsWorth() {
        DrainRate rate = new DrainRate();
        rate.earn(0, 10, 100, 100);
        assertThat(spent(rate)).isEqualTo(1);
        rate.earn(SECOND / 2, 10, 100, 100);
        assertThat(spent(rate)).isEqualTo(5);
    }

    @Test
    void aThirdOfWhatDrainsGetsAThirdOfTheRateAndNothingIsRoundedAway() {
        DrainRate rate = new DrainRate();
        rate.earn(0, 1, 1, 3);
        assertThat(spent(rate)).isEqualTo(1);
        int spent = 0;
        for (int tick = 1; tick <= 600; tick++) {
            rate.earn(tick * SECOND / 10, 1, 1, 3);
            spent += spent(rate);
        }
        assertThat(spent).isBetween(19, 20);
    }

    @Test
    void savesUpNoMoreThanASecondsWorth() {
        DrainRate rate = new DrainRate();
        rate.earn(0, 10, 1, 1);
        rate.earn(3600 * SECOND, 10, 1, 1);
        assertThat(spent(rate)).isEqualTo(10);
    }
}
