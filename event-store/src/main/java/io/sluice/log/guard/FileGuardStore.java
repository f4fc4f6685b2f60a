package io.sluice.log.guard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.sluice.log.GuardPoint;
import io.sluice.log.GuardStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One file a partition, {@code <partition>.guard}. A crash at any instant leaves either the old
 * line or the new one: it is written beside, synced, renamed, and the folder is synced.
 *
 * <p>Thread-safe for different partitions; one partition has one writer.
 */
public final class FileGuardStore implements GuardStore {

    /** A guard is one line of some 130 bytes; anything much longer is not a guard. */
    private static final long MOST_BYTES = 1024;

    private final Path folder;

    /**
     * Makes the folder where it is missing.
     *
     * @throws UncheckedIOException when it cannot be made
     */
    public FileGuardStore(Path folder) {
        this.folder = folder.toAbsolutePath();
        try {
            Files.createDirectories(this.folder);
            syncFolder(Optional.ofNullable(this.folder.getParent()).orElse(this.folder));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the guard's folder " + folder, e);
        }
    }

    @Override
    public Optional<GuardPoint> read(int partition) {
        Path file = file(partition);
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw unreadable(file, "it is too long");
            }
            return Optional.of(parse(file, partition));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the guard " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void write(GuardPoint point) {
        Path file = file(point.partition());
        Path beside = folder.resolve(point.partition() + ".guard.new");
        try {
            writeSynced(beside, GuardLine.of(point));
            Files.move(beside, file, ATOMIC_MOVE);
            syncFolder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the guard " + file, e);
        }
    }

    private static GuardPoint parse(Path file, int partition) throws IOException {
        // Latin-1 takes any byte, so that garbage is told by the pattern and not by the decoder.
        GuardPoint point =
                GuardLine.parse(Files.readString(file, ISO_8859_1))
                        .orElseThrow(() -> unreadable(file, "it is not a sluice-guard/1 line"));
        if (point.partition() != partition) {
            throw unreadable(file, "it guards partition " + point.partition());
        }
        return point;
    }

    private static IOException unreadable(Path file, String why) {
        return new IOException(
                why
                        + ". A guard that is there but unreadable is not \"no guard\": restore "
                        + file.getFileName()
                        + ", or recover the partition");
    }

    private static void writeSynced(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, CREATE, WRITE, TRUNCATE_EXISTING)) {
            ByteBuffer bytes = UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** A rename is durable only once the folder that holds the name is. */
    private static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        }
    }

    private Path file(int partition) {
        return folder.resolve(partition + ".guard");
    }
}
