package io.sluice.bench.big;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RestartFiguresTest {

    private final List<String> printed = new ArrayList<>();
    private final RestartFigures figures = new RestartFigures(printed::add);

    @Test
    void printsEachFigureOnALineOfItsOwn() {
        figures.add("entries", 30_120_004L);
        figures.add("cold-load-ms", "after-kill", 1, 31.26);
        figures.ratio("throughput-10M-vs-empty", 0.934);

        assertThat(printed)
                .containsExactly(
                        "entries 30120004",
                        "cold-load-ms after-kill 31.3",
                        "ratio throughput-10M-vs-empty 0.93");
    }

    @Test
    void writesTheSameFiguresIntoTheFile(@TempDir Path folder) throws IOException {
        figures.add("log-gb", 3, 26.8124);
        figures.add("restart-to-ready-seconds", "after-kill", 2, 9.5);
        figures.add("restart-to-ready-seconds", "without-index", 2, 412.336);
        figures.ratio("throughput-10M-vs-empty", 0.934);
        figures.note("no projection");

        figures.write(folder);

        JsonNode json =
                JsonMapper.shared().readTree(Files.readString(folder.resolve("restart.json")));
        assertThat(json.get("log-gb").asString()).isEqualTo("26.812");
        assertThat(json.at("/restart-to-ready-seconds/after-kill").asString()).isEqualTo("9.5");
        assertThat(json.at("/restart-to-ready-seconds/without-index").asString())
                .isEqualTo("412.34");
        assertThat(json.at("/ratios/throughput-10M-vs-empty").asString()).isEqualTo("0.93");
        assertThat(json.at("/notes/0").asString()).isEqualTo("no projection");
    }

    @Test
    void theRebuildRateIsThatOfPartitionsReadSideBySide() {
        ProductLog log =
                new ProductLog(
                        List.of(
                                "x : partition 0: read 3000 records from offset 0 in 1500 ms, 2000 records/s",
                                "x : partition 1: read 3000 records from offset 0 in 2000 ms, 1500 records/s",
                                "x : partition 1: CATCHING_UP -> SERVING"));

        assertThat(log.recordsPerSecond()).hasValue(3_000);
        assertThat(new ProductLog(List.of()).recordsPerSecond()).isEmpty();
    }
}
