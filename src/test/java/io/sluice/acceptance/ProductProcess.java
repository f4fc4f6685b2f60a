package io.sluice.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** {@code ./sluice} as a child process, on the classes under test and with the launcher's flags. */
public final class ProductProcess {

    private static final List<String> FLAGS =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Daxoniq.update-checker.disabled=true",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Xmx1g");

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private ProductProcess(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    /**
     * @param settings of the node, as system properties
     */
    static ProductProcess run(Path workingFolder, Map<String, String> settings, String... arguments)
            throws IOException {
        List<String> command = command(settings);
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(workingFolder.toFile())
                        .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("SLUICE"));
        return new ProductProcess(builder.start());
    }

    /** Everything before the arguments. */
    static List<String> command(Map<String, String> settings) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-cp");
        command.add(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")));
        command.add("io.sluice.cli.Main");
        return command;
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(lines::add);
        } catch (UncheckedIOException | IOException e) {
            lines.add("(output ends: " + e.getMessage() + ")");
        }
    }

    Process process() {
        return process;
    }

    /** What it has printed so far, both streams. */
    List<String> lines() {
        return lines;
    }

    /** Waits for its end. */
    int exit(Duration deadline) throws InterruptedException {
        if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still runs after " + deadline + ": " + lines);
        }
        reader.join(Duration.ofSeconds(5));
        return process.exitValue();
    }
}
