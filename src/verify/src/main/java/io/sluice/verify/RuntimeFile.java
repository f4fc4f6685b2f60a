package io.sluice.verify;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** {@code runtime.properties} of the data folder: there while a ledger runs on it. */
record RuntimeFile(Optional<String> kafka, Optional<String> postgres) {

    /** Empty when nothing runs, also when what ran was killed and has left the file behind. */
    static Optional<RuntimeFile> ofLiving(Path data) {
        Path file = data.resolve("runtime.properties");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException unreadable) {
            throw new CannotCheckException("cannot read " + file, unreadable);
        }
        return alive(properties.getProperty("pid", ""), file)
                ? Optional.of(
                        new RuntimeFile(
                                Optional.ofNullable(properties.getProperty("kafka.bootstrap")),
                                Optional.ofNullable(properties.getProperty("postgres.url"))))
                : Optional.empty();
    }

    private static boolean alive(String pid, Path file) {
        if (!pid.matches("[0-9]{1,18}")) {
            throw new CannotCheckException(file + " names no process");
        }
        return ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isPresent();
    }
}
