package io.sluice.command.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PayoutSettingsTest {

    private static PayoutSettings of(long mostOpen) {
        Duration any = Duration.ofSeconds(1);
        return new PayoutSettings(1, mostOpen, 1, any, any, any, any, any);
    }

    @Test
    void takesNothingByWhichNoneMayBeOpen() {
        assertThat(of(1).mostOpen()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(0))
                .withMessage("sluice.payout.most-open must be at least 1, and is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> of(-5)).withMessageContaining("-5");
    }

    @Test
    void hasAsManyOpenAsTakeHalfOfTheHeapWithTheLongestTexts() {
        assertThat(PayoutSettings.mostOpenIn(2L << 30)).isEqualTo(349_525);
        assertThat(PayoutSettings.mostOpenIn(1)).isEqualTo(1);
    }
}
