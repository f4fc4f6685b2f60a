package io.sluice.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** {@code ./sluice} with other arguments, in a process of its own that ends with this one. */
final class ChildProcess {

    private static final Duration GONE_WITHIN = Duration.ofSeconds(10);

    /** The launcher's, and those that make a short life on a small machine quick. */
    private static final List<String> FLAGS =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Daxoniq.update-checker.disabled=true",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx1g");

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private ChildProcess(Process process) {
        this.process = process;
        var _ = Thread.ofVirtual().start(this::read);
    }

    /**
     * @param folder in which it runs, so that it finds no settings but these
     * @param settings as system properties
     */
    static ChildProcess start(
            Class<?> program, Path folder, Map<String, String> settings, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-cp");
        command.add(absolute(System.getProperty("java.class.path")));
        command.add(program.getName());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("SLUICE"));
        try {
            return new ChildProcess(builder.start());
        } catch (IOException e) {
            throw new DemoFailure("cannot start " + arguments.getFirst() + ": " + e, e);
        }
    }

    /** The child runs elsewhere. */
    private static String absolute(String classPath) {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(java.io.File.pathSeparator, -1)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(java.io.File.pathSeparator, entries);
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(lines::add);
        } catch (UncheckedIOException | IOException e) {
            lines.add("(output ends: " + e.getMessage() + ")");
        }
    }

    /** What follows a prefix in the first line that has it. */
    Optional<String> said(String prefix) {
        return lines.stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .findFirst();
    }

    /** Waits until it says so, or ends. */
    String awaitSaying(String prefix, Duration deadline, Curtain curtain) {
        curtain.await('"' + prefix + '"', deadline, () -> said(prefix).isPresent() || !isAlive());
        return said(prefix).orElseThrow(() -> new DemoFailure("ended by itself: " + lines));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL; returns once it is gone. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM, and SIGKILL if that does not help. */
    void stop() {
        process.destroy();
        if (!awaitEnd()) {
            kill();
        }
    }

    private boolean awaitEnd() {
        try {
            return process.waitFor(GONE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
