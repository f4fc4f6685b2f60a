package io.sluice.log.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UtcTextTest {

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final long SEED = 20250415;
    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long AFTER_LAST = Instant.parse("+10000-01-01T00:00:00Z").getEpochSecond();

    @Test
    void saysWhatThePlatformSays() {
        Random random = new Random(SEED);
        int[] units = {1, 1_000, 1_000_000, 1_000_000_000};
        for (int i = 0; i < 100_000; i++) {
            long second = FIRST + (long) (random.nextDouble() * (AFTER_LAST - FIRST));
            int nano = random.nextInt(1_000_000_000);
            Instant time = Instant.ofEpochSecond(second, nano - nano % units[i % units.length]);
            assertThat(UtcText.shortest(time)).as("seed " + SEED).isEqualTo(time.toString());
            assertThat(UtcText.micros(time)).as("seed " + SEED).isEqualTo(MICROS.format(time));
        }
    }

    @Test
    void saysTheEndsOfItsRangeAndWhatLiesBeyond() {
        for (String text :
                new String[] {
                    "0000-01-01T00:00:00Z",
                    "9999-12-31T23:59:59.999999999Z",
                    "1969-12-31T23:59:59.999Z",
                    "1970-01-01T00:00:00Z",
                    "-0001-12-31T23:59:59Z",
                    "+10000-01-01T00:00:00Z"
                }) {
            assertThat(UtcText.shortest(Instant.parse(text))).isEqualTo(text);
        }
    }
}
