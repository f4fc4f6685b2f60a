package io.sluice.bench.fire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process that is stopped and killed. It never outlives this one. */
final class Child implements AutoCloseable {

    private static final Duration SIGNALLED_WITHIN = Duration.ofSeconds(10);
    private static final Duration GONE_WITHIN = Duration.ofSeconds(60);
    private static final int KEPT_LINES = 50;

    private final String name;
    private final Process process;
    private final Thread killer;
    private final Deque<String> last = new ArrayDeque<>();
    private final CompletableFuture<String> said = new CompletableFuture<>();

    private Child(String name, Process process, Pattern ready) {
        this.name = name;
        this.process = process;
        this.killer = Thread.ofPlatform().unstarted(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(killer);
        Thread.ofVirtual().start(() -> listen(ready));
    }

    /**
     * Returns at once; {@link #awaitReady} waits.
     *
     * @param ready what it prints once it is there; its first group says where
     */
    static Child start(String name, ProcessBuilder builder, Pattern ready) {
        try {
            return new Child(name, builder.redirectErrorStream(true).start(), ready);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads on when it is ready, so that it never blocks on writing. */
    private void listen(Pattern ready) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                keep(line);
                Matcher found = ready.matcher(line);
                if (found.find()) {
                    said.complete(found.group(1));
                }
            }
            said.completeExceptionally(new IllegalStateException("it ended: " + lastLines()));
        } catch (IOException gone) {
            said.completeExceptionally(gone);
        }
    }

    private void keep(String line) {
        synchronized (last) {
            last.add(line);
            if (last.size() > KEPT_LINES) {
                last.removeFirst();
            }
        }
    }

    /** The end of what it printed. */
    String lastLines() {
        synchronized (last) {
            return String.join("\n", last);
        }
    }

    /**
     * @throws IllegalStateException when it ends or says nothing within the deadline
     */
    String awaitReady(Duration deadline) {
        try {
            return said.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException notReady) {
            close();
            throw new IllegalStateException(name + " is not ready: " + lastLines(), notReady);
        } catch (InterruptedException interrupted) {
            close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL, also of one that is stopped. */
    void kill() {
        process.destroyForcibly();
        awaitEnd(GONE_WITHIN);
    }

    /** SIGTERM, as an operator does it. */
    void terminate() {
        process.destroy();
        awaitEnd(GONE_WITHIN);
    }

    /** SIGSTOP: not one instruction more until {@link #goOn}. */
    void suspend() {
        signal("STOP");
    }

    /** SIGCONT. */
    void goOn() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            Process kill =
                    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
            if (!kill.waitFor(SIGNALLED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                kill.destroyForcibly();
                throw new IllegalStateException("kill -" + signal + " does not end");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    /**
     * @return its exit code
     * @throws IllegalStateException when it still runs then
     */
    int awaitEnd(Duration deadline) {
        try {
            if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(name + " still runs after " + deadline);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
        forgetKiller();
        return process.exitValue();
    }

    private void forgetKiller() {
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException ending) {
            // This process ends, and its hooks are at work.
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        forgetKiller();
    }
}
