package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.log.embedded.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Not a measurement: that all contenders run, are recounted and end up in the results. */
class EngineIT {

    private static final List<Integer> IN_FLIGHT = List.of(64);

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedBroker broker;

    @SuppressWarnings("NullAway.Init")
    private static PostgresServer postgres;

    @BeforeAll
    static void startServers() {
        broker = EmbeddedBroker.start(folder.resolve("kafka"), SOON, Assertions::fail);
        postgres = PostgresServer.start(folder.resolve("postgres"));
    }

    @AfterAll
    static void stopServers() {
        postgres.close();
        broker.close();
    }

    @Test
    void measuresEverybodyRecountsTheirBooksAndWritesItDown() throws Exception {
        List<String> told = new ArrayList<>();

        EngineResults results =
                Engine.run(shortest(), broker.bootstrapServers(), postgres, told::add);
        results.write(folder.resolve("results"));

        assertThat(results.medians().keySet()).containsExactlyElementsOf(Engine.NAMES);
        assertThat(results.medians().values())
                .allSatisfy(
                        cells -> {
                            assertThat(cells.keySet()).containsExactlyElementsOf(IN_FLIGHT);
                            assertThat(cells.values()).allSatisfy(EngineIT::isPlausible);
                        });
        assertThat(told).contains("round 1 of 1: all books are right");
        assertThat(results.lines().stream().filter(line -> line.startsWith("ratio "))).hasSize(5);
        JsonNode json =
                JsonMapper.shared()
                        .readTree(folder.resolve("results").resolve("engine.json").toFile());
        assertThat(json.get("cells").size()).isEqualTo(Engine.NAMES.size() * IN_FLIGHT.size());
        assertThat(json.get("ratios").propertyNames())
                .containsExactlyElementsOf(results.ratios().keySet());
        assertThat(Files.readString(folder.resolve("results").resolve("engine.svg")))
                .contains(Engine.NAMES)
                .doesNotContain("NaN");
    }

    private static void isPlausible(Measured cell) {
        assertThat(cell.perSecond()).isPositive();
        assertThat(cell.p50Millis()).isPositive();
        assertThat(cell.p99Millis()).isBetween(cell.p50Millis(), cell.p999Millis());
    }

    private EngineSettings shortest() {
        return new EngineSettings(
                List.of(),
                IN_FLIGHT,
                2,
                200,
                Duration.ofMillis(500),
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                1,
                false,
                List.of(2),
                Duration.ofMillis(50),
                folder.resolve("scratch"));
    }

    @Test
    void catchesAPeerWhoseBooksDoNotSayWhatItAnswered() {
        try (PostgresFamily family = new PostgresFamily(postgres, 10, 4)) {
            family.beginRound();
            Load.run(family.contenders().getFirst(), 4, Duration.ZERO, Duration.ofMillis(100));
            family.check();

            postgres.run(
                    "DELETE FROM withdrawal WHERE id = (SELECT min(id::text)::uuid FROM withdrawal)");

            assertThat(failureOf(family)).contains("postgres: rows");
        }
    }

    private static String failureOf(Family family) {
        try {
            family.check();
            return "none";
        } catch (InconsistentException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
