package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The indexes in a node's data folder: shown, made again, and missed. */
@Isolated("how long a stop takes is measured")
class IndexIT {

    private static final Duration DONE_WITHIN = Duration.ofSeconds(90);

    @TempDir Path folder;

    @Test
    void areShownAndMadeAgainFromTheLedger() throws Exception {
        Path data = folder.resolve("data");
        String withdrawal;
        try (RunningSluice sluice = RunningSluice.start(data)) {
            Ledger ledger = new Ledger(sluice.api());
            ledger.open("alice");
            ledger.deposit("alice", "BTC", "2", "r1");
            withdrawal =
                    ledger.withdraw("alice", "w1", "BTC", "bitcoin", "0.1").at("/withdrawalId");
            ledger.awaitStatus("alice", withdrawal, "SETTLED");

            ProductProcess refused = index("rebuild", data);
            assertThat(refused.exit(DONE_WITHIN)).isEqualTo(2);
            assertThat(refused.lines())
                    .singleElement()
                    .asString()
                    .startsWith("sluice: the data folder " + data + " is in use");
            assertThat(sluice.stop()).isLessThan(Duration.ofSeconds(10));
        }
        assertStatus(data, 0, "present", 4);

        delete(indexes(data));
        assertStatus(data, 1, "missing", 4);

        ProductProcess rebuild = index("rebuild", data);
        assertThat(rebuild.exit(DONE_WITHIN)).as(rebuild.lines().toString()).isZero();
        assertThat(rebuild.lines())
                .anySatisfy(line -> assertThat(line).contains("(100 %)").contains("a second"));
        assertStatus(data, 0, "present", 4);

        try (RunningSluice sluice = RunningSluice.start(data)) {
            Ledger ledger = new Ledger(sluice.api());
            ledger.awaitStatus("alice", withdrawal, "SETTLED");
            assertThat(Files.readString(data.resolve("logs/sluice.log")))
                    .doesNotContain(
                            "its index is made again from the log, because it was followed");
        }
        assertThat(RunningSluice.verify(data).status()).isZero();
    }

    private void assertStatus(Path data, int exit, String standing, int partitions)
            throws Exception {
        ProductProcess status = index("status", data);
        assertThat(status.exit(DONE_WITHIN)).as(status.lines().toString()).isEqualTo(exit);
        assertThat(status.lines().stream().filter(line -> line.contains(standing)))
                .as(status.lines().toString())
                .hasSize(partitions);
    }

    private ProductProcess index(String what, Path data) throws Exception {
        return ProductProcess.run(folder, Map.of(), "index", what, "--data", data.toString());
    }

    private static Path indexes(Path data) throws Exception {
        try (Stream<Path> topics = Files.list(data.resolve("index"))) {
            return topics.filter(topic -> !topic.endsWith("library")).findFirst().orElseThrow();
        }
    }

    private static void delete(Path path) {
        Arrays.stream(Objects.requireNonNullElse(path.toFile().listFiles(), new java.io.File[0]))
                .forEach(file -> delete(file.toPath()));
        assertThat(path.toFile().delete()).isTrue();
    }
}
