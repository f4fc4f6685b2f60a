package io.sluice.log.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of one partition's index: {@code <topic id>/<partition>/} is the database, {@code
 * <partition>.damaged} says that it must be made again, {@code <partition>.ahead-<n>/} is one that
 * was set aside because the log had lost what it holds.
 */
final class IndexFolder {

    /** As Kafka makes topic ids; nothing that leads out of the folder. */
    private static final Pattern TOPIC_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Path topic;
    private final int partition;

    IndexFolder(Path root, String topicId, int partition) {
        if (!TOPIC_ID.matcher(topicId).matches()) {
            throw new IllegalArgumentException("not a topic id: " + topicId);
        }
        this.topic = root.resolve(topicId);
        this.partition = partition;
    }

    /** Where the database is or will be. */
    Path database() {
        return topic.resolve(Integer.toString(partition));
    }

    boolean exists() {
        return Files.isDirectory(database());
    }

    /** Makes room for a new database. */
    void prepare() {
        try {
            Files.createDirectories(topic);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has the next start make it again. */
    void markDamaged(String why) {
        try {
            Files.writeString(mark(), why + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Why it must be made again, where an earlier process said so. */
    Optional<String> damage() {
        try {
            return Optional.of(Files.readString(mark()).strip());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moved away first, so that half of it is never taken for the whole. */
    void delete() {
        Path doomed = topic.resolve(partition + ".doomed");
        try {
            deleteAll(doomed);
            if (exists()) {
                Files.move(database(), doomed, StandardCopyOption.ATOMIC_MOVE);
                deleteAll(doomed);
            }
            Files.deleteIfExists(mark());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Keeps it under another name.
     *
     * @return where it is now
     */
    Path moveAside() {
        int n = 1;
        while (Files.exists(aside(n))) {
            n++;
        }
        try {
            return Files.move(database(), aside(n), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All bytes that it takes on disk. */
    long sizeBytes() {
        if (!exists()) {
            return 0;
        }
        try (Stream<Path> files = Files.list(database())) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path aside(int n) {
        return topic.resolve(partition + ".ahead-" + n);
    }

    private Path mark() {
        return topic.resolve(partition + ".damaged");
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }
}
