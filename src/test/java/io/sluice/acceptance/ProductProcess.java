package io.sluice.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./sluice} as a child process, on the classes under test and with the launcher's flags.
 * They start often and live briefly: what a start does anew each time is kept from the first one
 * on, and the compiler that takes long to do well is off.
 */
public final class ProductProcess {

    private static final ProductJars JARS = ProductJars.ofClassesUnderTest();

    /** Shared by all: unpacking these takes as long as the rest of a start. */
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "sluice.postgres.programs",
                    Path.of("target", "postgres-programs").toAbsolutePath().toString());

    private static final List<String> FLAGS =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Daxoniq.update-checker.disabled=true",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:SharedArchiveFile=" + JARS.archive(),
                    "-Xlog:cds=off",
                    "-Xlog:cds+dynamic=off",
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
        if (arguments.length > 0 && arguments[0].equals("start")) {
            command.add(1, "-XX:+AutoCreateSharedArchive");
        }
        return start(workingFolder, command, arguments);
    }

    /**
     * Another program on the classes under test. It can tell by its standard input when it is not
     * needed any more.
     */
    static ProductProcess run(Path workingFolder, Class<?> program, String... arguments)
            throws IOException {
        return start(workingFolder, command(program.getName(), Map.of()), arguments);
    }

    private static ProductProcess start(
            Path workingFolder, List<String> command, String... arguments) throws IOException {
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
        return command("io.sluice.cli.Main", settings);
    }

    private static List<String> command(String program, Map<String, String> settings) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        Map<String, String> all = new LinkedHashMap<>(SETTINGS);
        all.putAll(settings);
        all.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-cp");
        command.add(JARS.classPath());
        command.add(program);
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

    /** As {@code kill} in a shell does; whether there was such a process to take it. */
    static boolean signal(String signal, long pid) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start();
        if (!kill.waitFor(10, TimeUnit.SECONDS)) {
            throw new AssertionError("kill -" + signal + " " + pid + " does not end");
        }
        return kill.exitValue() == 0;
    }

    /** Not one instruction more until {@link #goOn}; whatever is sent to it waits. */
    void suspend() throws IOException, InterruptedException {
        if (!signal("STOP", process.pid())) {
            throw new AssertionError("is not there to be stopped: " + lines);
        }
    }

    /** Changes nothing for one that runs, or has ended. */
    void goOn() throws IOException, InterruptedException {
        var _ = signal("CONT", process.pid());
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
