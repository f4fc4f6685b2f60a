package io.sluice.app;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * {@code runtime.properties}: where a running node is, for tools on the same machine. There while
 * it runs; one that a killed node left behind is replaced by the next start.
 */
final class RuntimeFile {

    private final Path path;

    private RuntimeFile(Path path) {
        this.path = path;
    }

    static RuntimeFile in(Path root) {
        return new RuntimeFile(root.resolve("runtime.properties"));
    }

    /** Replaced in one step, so that nobody reads half of it. */
    void write(Map<String, String> entries) {
        Properties properties = new Properties();
        properties.putAll(entries);
        StringWriter text = new StringWriter();
        Path beside = path.resolveSibling(path.getFileName() + ".new");
        try {
            properties.store(text, "A running Sluice; gone once it stopped.");
            Files.writeString(beside, text.toString());
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process that wrote it, if it is there. */
    Optional<String> pid() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.ofNullable(properties.getProperty("pid"));
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
