package io.sluice.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The node's PostgreSQL, as its own pid file tells of it. */
final class PostgresProcess {

    private static final int STATUS_LINE = 7;

    private final Path pidFile;

    /**
     * @param data the node's data folder
     */
    PostgresProcess(Path data) {
        pidFile = data.resolve("postgres").resolve("postmaster.pid");
    }

    /** Whether it runs and says that it takes connections. */
    boolean isReady() {
        List<String> lines = lines();
        return process(lines).isPresent()
                && lines.size() > STATUS_LINE
                && lines.get(STATUS_LINE).strip().equals("ready");
    }

    /**
     * SIGKILL, if it runs; its children end themselves when they notice.
     *
     * @return the pid that was killed
     */
    Optional<Long> kill() {
        return process(lines()).filter(ProcessHandle::destroyForcibly).map(ProcessHandle::pid);
    }

    private static Optional<ProcessHandle> process(List<String> lines) {
        return lines.stream()
                .findFirst()
                .filter(pid -> pid.strip().matches("[0-9]{1,18}"))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
                .filter(ProcessHandle::isAlive);
    }

    /** Empty while there is none, or one is being started. */
    private List<String> lines() {
        try {
            return Files.readAllLines(pidFile);
        } catch (NoSuchFileException notThere) {
            return List.of();
        } catch (IOException e) {
            throw new DemoFailure("cannot read " + pidFile, e);
        }
    }
}
