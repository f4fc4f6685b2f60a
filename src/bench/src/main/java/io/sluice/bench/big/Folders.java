package io.sluice.bench.big;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Sizes on disk, and folders that go. */
public final class Folders {

    private Folders() {}

    /** Bytes of all files in it; 0 where it is not there. */
    static long bytes(Path folder) {
        return files(folder).stream().mapToLong(Folders::size).sum();
    }

    /** Bytes of the ledger's segments, less what Kafka keeps beside them. */
    static long logBytes(Path data) {
        return files(data.resolve("kafka")).stream()
                .filter(
                        file ->
                                file.toString().contains("sluice.ledger-")
                                        && file.toString().endsWith(".log"))
                .mapToLong(Folders::size)
                .sum();
    }

    public static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (NoSuchFileException none) {
            // It is gone already.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long freeBytes(Path folder) {
        try {
            Files.createDirectories(folder);
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file that a running process has just removed has none. */
    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException gone) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
