package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.project.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A newcomer types what README.md says, and it is true. */
@Execution(ExecutionMode.CONCURRENT)
class ReadmeTourIT {

    private static final Pattern BLOCK =
            Pattern.compile("^```sh tour\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final String FIRST_LINE = "export SLUICE_URL=http://localhost:8080\n";

    @TempDir Path folder;

    @Test
    void everyLineOfTheTourDoesWhatItSays() throws Exception {
        String tour = tour();
        assertThat(tour).startsWith(FIRST_LINE);
        try (RunningSluice sluice = RunningSluice.start(folder.resolve("data"))) {
            writeLauncher();
            Path script =
                    Files.writeString(
                            folder.resolve("tour.sh"),
                            tour.replace(
                                    FIRST_LINE, "export SLUICE_URL=" + sluice.api().base() + "\n"));
            Path output = folder.resolve("tour.log");
            Process bash =
                    new ProcessBuilder("bash", "-euxo", "pipefail", script.toString())
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            boolean ended = bash.waitFor(3, TimeUnit.MINUTES);
            bash.destroyForcibly();

            String printed = Files.readString(output);
            assertThat(ended && bash.exitValue() == 0).as(printed).isTrue();
            assertThat(printed)
                    .contains("\"available\":\"1.49990000\"")
                    .contains("paused     ")
                    .contains("resumed    ");
            assertThat(sluice.api().get("/v1/accounts/alice?consistency=strong").body().toString())
                    .contains("\"available\":\"1.39990000\"");
        }
    }

    private static String tour() {
        return BLOCK.matcher(Project.text("README.md"))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining());
    }

    /** Stands for ./sluice, on the classes under test. */
    private void writeLauncher() throws Exception {
        String command =
                ProductProcess.command(Map.of()).stream()
                        .map(word -> "'" + word + "'")
                        .collect(Collectors.joining(" "));
        Path launcher =
                Files.writeString(
                        folder.resolve("sluice"), "#!/bin/sh\nexec " + command + " \"$@\"\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    }
}
