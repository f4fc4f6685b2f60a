package io.sluice.bench.big;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The product, started with the launcher as anybody would, and looked at from outside. It has no
 * database: one is configured that nobody answers for, so that nothing is projected and strong
 * reads come from the ledger's owner, as they do while PostgreSQL is down.
 */
final class Product implements AutoCloseable {

    private static final Duration BUILT_WITHIN = Duration.ofMinutes(10);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(30);
    private static final Duration ASKED_WITHIN = Duration.ofSeconds(60);
    private static final int KEPT_LINES = 50;
    private static final double KILO_IN_MEGA = 1024;
    private static final Pattern READY = Pattern.compile("Sluice is ready at (http://\\S+)");
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private final Process process;
    private final String url;
    private final Duration toReady;

    private Product(Process process, String url, Duration toReady) {
        this.process = process;
        this.url = url;
        this.toReady = toReady;
    }

    /** Lets the launcher build what it must, so that no start has to. */
    static void prepare(Path root) {
        output(new ProcessBuilder(root.resolve("sluice").toString(), "version"), BUILT_WITHIN);
    }

    /**
     * Returns once it says that it is ready.
     *
     * @param root of the project
     * @throws IllegalStateException when it ends or says nothing within the deadline; nothing is
     *     left running
     */
    static Product start(Path root, Path data, Duration deadline) {
        ProcessBuilder builder =
                new ProcessBuilder(
                                root.resolve("sluice").toString(),
                                "start",
                                "--data",
                                data.toString(),
                                "--port",
                                "0")
                        .redirectErrorStream(true);
        builder.environment()
                .putAll(
                        Map.of(
                                "SLUICE_ROLES", "command,projection",
                                "SLUICE_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:1/nobody",
                                "SLUICE_STARTWITHIN", deadline.toSeconds() + "s"));
        long begin = System.nanoTime();
        Process process = begun(builder);
        try {
            CompletableFuture<String> said = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> listen(process, said));
            String url = said.get(deadline.toSeconds() + 10, TimeUnit.SECONDS);
            return new Product(process, url, Duration.ofNanos(System.nanoTime() - begin));
        } catch (ExecutionException | TimeoutException notReady) {
            process.destroyForcibly();
            throw new IllegalStateException("Sluice on " + data + " is not ready", notReady);
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private static Process begun(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads on after that, so that it never blocks on writing. */
    private static void listen(Process process, CompletableFuture<String> said) {
        Deque<String> last = new ArrayDeque<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher ready = READY.matcher(line);
                if (ready.find()) {
                    said.complete(ready.group(1));
                }
                last.add(line);
                if (last.size() > KEPT_LINES) {
                    last.removeFirst();
                }
            }
            said.completeExceptionally(
                    new IllegalStateException("it ended: " + String.join("\n", last)));
        } catch (IOException gone) {
            said.completeExceptionally(gone);
        }
    }

    String url() {
        return url;
    }

    /** From the launcher's start to the word that it is ready. */
    Duration toReady() {
        return toReady;
    }

    /** Resident now, in MiB. */
    double rssMega() {
        return status("VmRSS");
    }

    /** The most that ever was resident, in MiB. */
    double peakRssMega() {
        return status("VmHWM");
    }

    private double status(String name) {
        Pattern figure = Pattern.compile(name + ":\\s+(\\d+) kB");
        Matcher found = figure.matcher(read(Path.of("/proc/" + process.pid() + "/status")));
        if (!found.find()) {
            throw new IllegalStateException("no " + name + " of process " + process.pid());
        }
        return Long.parseLong(found.group(1)) / KILO_IN_MEGA;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the heap in use now, garbage included, in MiB. */
    double heapMega() {
        Matcher used = USED.matcher(jcmd("GC.heap_info"));
        if (!used.find()) {
            throw new IllegalStateException("jcmd does not say what the heap holds");
        }
        return Long.parseLong(used.group(1)) / KILO_IN_MEGA;
    }

    /** What is left after a full collection, in MiB. */
    double liveHeapMega() {
        jcmd("GC.run");
        return heapMega();
    }

    private String jcmd(String command) {
        return output(
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        command),
                ASKED_WITHIN);
    }

    private static String output(ProcessBuilder builder, Duration deadline) {
        Process asked = begun(builder.redirectErrorStream(true));
        try (BufferedReader lines = asked.inputReader(StandardCharsets.UTF_8)) {
            CompletableFuture<List<String>> read =
                    CompletableFuture.supplyAsync(() -> lines.lines().toList());
            String said = String.join("\n", read.get(deadline.toSeconds(), TimeUnit.SECONDS));
            if (!asked.waitFor(deadline.toSeconds(), TimeUnit.SECONDS) || asked.exitValue() != 0) {
                throw new IllegalStateException(builder.command() + " failed: " + said);
            }
            return said;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException(builder.command() + " does not answer", failed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            asked.destroyForcibly();
        }
    }

    /** As Ctrl-C does it. */
    void stop() {
        process.destroy();
        awaitEnd();
    }

    /** As a power cut of the process: kill -9. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("Sluice does not stop within " + STOPPED_WITHIN);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
