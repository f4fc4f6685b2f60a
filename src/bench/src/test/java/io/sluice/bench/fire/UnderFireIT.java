package io.sluice.bench.fire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The campaigns of {@code ./sluice bench gate} and {@code drain}, as short as they can be: that
 * they run, and that what they promise holds. Their times mean nothing here.
 */
class UnderFireIT {

    private static final int PARTITIONS = 2;

    @TempDir Path folder;

    @Test
    void whatIsPausedStaysAndWhatIsAcknowledgedIsThereWhateverIsKilled() {
        List<String> said = new ArrayList<>();
        Figures figures = new Figures(said::add);
        Program program =
                Program.onThisClassPath(
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")));
        try (Topology topology = Topology.start(program, folder, PARTITIONS)) {
            GateRun.run(topology, gate(System.nanoTime()), figures);
        }

        assertThat(figures.violations()).as(String.join("\n", said)).isEmpty();
        assertThat(said)
                .contains(
                        "releases-behind-fence 0",
                        "paid-twice 0",
                        "under fire: pauses 4 resumes 4 kills 1 stops 0");
    }

    private static GateSettings gate(long seed) {
        return new GateSettings(
                seed,
                1,
                4,
                Duration.ofSeconds(1),
                Duration.ofSeconds(4),
                List.of(Faults.Kind.NODE_KILLED),
                OptionalInt.of(1),
                PARTITIONS,
                10,
                Duration.ofMillis(500),
                Duration.ofMillis(500),
                32,
                64,
                Duration.ofMinutes(1).toMillis());
    }
}
