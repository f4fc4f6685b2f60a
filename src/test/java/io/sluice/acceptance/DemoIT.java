package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The demo, with short acts; in a log file it looks as it does here. */
@Isolated("it keeps the machine busy")
class DemoIT {

    private static final Pattern FOLDER = Pattern.compile("in (\\S*sluice-demo-\\S+)");

    @TempDir Path folder;

    @Test
    void playsToItsEndAndItsLastWordIsTrue() throws Exception {
        Path picture = folder.resolve("demo.svg");
        ProductProcess demo =
                ProductProcess.run(
                        folder, Map.of(), "demo", "--fast", "--record", picture.toString());
        try {
            int status = demo.exit(Duration.ofMinutes(3));

            String printed = String.join("\n", demo.lines());
            assertThat(status).as(printed).isZero();
            assertThat(demo.lines().getLast())
                    .matches(
                            "verify: ok, ([0-9,]+) withdrawals acknowledged, \\1 in the log,"
                                    + " 0 released while paused, sums equal");
            assertThat(printed)
                    .contains("SIGKILL for the broker")
                    .contains("the watchdog pauses withdrawals: ");
            assertThat(picture).content().startsWith("<svg ").contains("sums equal");
            assertNothingIsLeft(printed);
        } finally {
            demo.process().destroyForcibly();
        }
    }

    private static void assertNothingIsLeft(String printed) {
        Matcher named = FOLDER.matcher(printed);
        assertThat(named.find()).isTrue();
        assertThat(Path.of(named.group(1))).doesNotExist();
        assertThat(ProcessHandle.allProcesses())
                .noneMatch(
                        process ->
                                process.info()
                                        .commandLine()
                                        .filter(line -> line.contains(named.group(1)))
                                        .isPresent());
    }
}
