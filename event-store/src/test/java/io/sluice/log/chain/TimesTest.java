package io.sluice.log.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    private static final String SOUND = "2026-11-22T16:59:00.123456Z";
    private static final String LETTERS = "0123456789-:.TtZz+ \u0661";

    @Test
    void readsWhatInstantsAreWrittenAs() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            Instant time =
                    Instant.ofEpochSecond(
                            random.nextLong(-62_167_219_200L, 253_402_300_800L),
                            random.nextInt(1_000_000_000) / 1_000 * random.nextLong(1, 1_001));
            assertThat(Times.parse(time.toString())).isEqualTo(time);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T16:59:00.5Z",
                "2026-11-22T16:59:00.000000001Z",
                "2026-11-22T16:59:00.0000000001Z",
                "2026-11-22T16:59:00Z",
                "2026-11-22T16:59:00.Z",
                "2024-02-29T00:00:00.000000Z",
                "2026-02-29T00:00:00.000000Z",
                "2026-13-01T00:00:00.000000Z",
                "2026-00-01T00:00:00.000000Z",
                "2026-01-00T00:00:00.000000Z",
                "2026-11-22T24:00:00.000000Z",
                "2026-11-22T24:00:01.000000Z",
                "2026-11-22T23:59:60.000000Z",
                "2026-11-22T23:60:00.000000Z",
                "2026-11-22T16:59:00.123456+01:00",
                "-2026-11-22T16:59:00.123456Z",
                "+12026-11-22T16:59:00.123456Z",
                "0000-01-01T00:00:00.000000Z",
                ""
            })
    void saysWhatInstantSays(String text) {
        assertThat(here(text)).isEqualTo(there(text));
    }

    @Test
    void saysWhatInstantSaysOfWhateverIsNearlyATime() {
        Random random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(SOUND);
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                text.setCharAt(
                        random.nextInt(text.length()),
                        LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            assertThat(here(text.toString())).as(text.toString()).isEqualTo(there(text.toString()));
        }
    }

    private static Optional<Instant> here(String text) {
        try {
            return Optional.of(Times.parse(text));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> there(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
