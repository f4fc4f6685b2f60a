package io.sluice.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL processes that work on one data folder, whoever started them. A postmaster
 * outlives a killed application, and its children may outlive a killed postmaster; both would
 * refuse or corrupt the next start. They are told by where they stand: PostgreSQL's processes all
 * have the data folder as their working directory.
 */
final class ServerProcesses {

    private static final Logger LOG = LoggerFactory.getLogger(ServerProcesses.class);
    private static final Duration FAST_SHUTDOWN = Duration.ofSeconds(3);
    private static final Duration AFTER_KILL = Duration.ofSeconds(2);
    private static final long POLL_MILLIS = 20;

    private final Path dataDirectory;

    ServerProcesses(Path dataDirectory) {
        this.dataDirectory = dataDirectory;
    }

    List<ProcessHandle> alive() {
        return ProcessHandle.allProcesses().filter(this::worksHere).toList();
    }

    /**
     * Asks for a fast shutdown, kills what is left after three seconds, and removes a pid file that
     * names none of them. Bounded: some five seconds at worst.
     *
     * @return how many processes there were
     * @throws DatabaseStartException when one survives even SIGKILL
     */
    int stop() {
        List<ProcessHandle> found = alive();
        if (!found.isEmpty()) {
            LOG.info("stopping {} PostgreSQL processes on {}", found.size(), dataDirectory);
            found.stream().filter(this::isPostmaster).forEach(ServerProcesses::interrupt);
            if (!goneWithin(FAST_SHUTDOWN)) {
                alive().forEach(ProcessHandle::destroyForcibly);
                if (!goneWithin(AFTER_KILL)) {
                    throw new DatabaseStartException(
                            "PostgreSQL processes "
                                    + alive()
                                    + " on "
                                    + dataDirectory
                                    + " do not end; stop them by hand");
                }
            }
        }
        removePidFile();
        return found.size();
    }

    private boolean goneWithin(Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        while (!alive().isEmpty()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new DatabaseStartException("interrupted while PostgreSQL ended", interrupted);
            }
        }
        return true;
    }

    private boolean worksHere(ProcessHandle process) {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        try {
            return Files.readSymbolicLink(proc.resolve("cwd")).equals(dataDirectory)
                    && Files.readString(proc.resolve("comm")).strip().equals("postgres");
        } catch (IOException | SecurityException foreignOrGone) {
            return false;
        }
    }

    /** The one whose parent is not of the same server. */
    private boolean isPostmaster(ProcessHandle process) {
        return process.parent().map(parent -> !worksHere(parent)).orElse(true);
    }

    /**
     * SIGINT is PostgreSQL's fast shutdown; Java itself can only send SIGTERM, which waits for
     * clients.
     */
    private static void interrupt(ProcessHandle postmaster) {
        try {
            Process kill =
                    new ProcessBuilder("sh", "-c", "kill -INT " + postmaster.pid())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!kill.waitFor(1, TimeUnit.SECONDS)) {
                kill.destroyForcibly();
            }
        } catch (IOException noShell) {
            LOG.warn("no shell to send SIGINT with; PostgreSQL will be killed", noShell);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * PostgreSQL refuses to start while any process has the pid in this file, also one that got the
     * number by chance after a restart of the machine.
     */
    private void removePidFile() {
        try {
            if (Files.deleteIfExists(dataDirectory.resolve("postmaster.pid"))) {
                LOG.info("removed a stale postmaster.pid in {}", dataDirectory);
            }
        } catch (IOException notRemovable) {
            throw new DatabaseStartException(
                    "cannot remove the stale postmaster.pid in " + dataDirectory, notRemovable);
        }
    }
}
