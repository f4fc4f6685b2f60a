package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineResultsTest {

    private final EngineResults results =
            new EngineResults(
                    new EngineSettings(
                            List.of(),
                            List.of(1, 64),
                            4,
                            10,
                            Duration.ofSeconds(1),
                            Duration.ZERO,
                            Duration.ZERO,
                            3,
                            false,
                            List.of(2),
                            Duration.ZERO,
                            Path.of("scratch")));

    private void measured(String contender, int inFlight, double perSecond, double p50) {
        results.add(contender, inFlight, new Measured(perSecond, p50, p50 * 2, p50 * 3));
    }

    @Test
    void takesTheMedianOfTheRounds() {
        measured("sluice-spread", 64, 900, 3);
        measured("sluice-spread", 64, 100, 1);
        measured("sluice-spread", 64, 500, 9);

        assertThat(results.medians())
                .isEqualTo(Map.of("sluice-spread", Map.of(64, new Measured(500, 3, 6, 9))));
    }

    @Test
    void comparesEachSideAtWhatIsBestForIt() {
        measured("sluice-spread", 1, 1_000, 1);
        measured("sluice-spread", 64, 8_000, 6);
        measured("postgres-spread", 1, 4_000, 1);
        measured("postgres-spread", 64, 2_000, 30);
        measured("raw", 1, 1_000, 0.5);
        measured("raw", 64, 9_000, 2);

        assertThat(results.ratios())
                .isEqualTo(Map.of("in-process-vs-postgres", 2.0, "p50-at-64-vs-raw", 3.0));
    }

    @Test
    void saysNothingAboutWhatWasNotMeasured() {
        measured("sluice-hot", 64, 8_000, 6);

        assertThat(results.ratios()).isEmpty();
    }
}
