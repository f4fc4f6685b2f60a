package io.sluice.command.circuit;

import io.sluice.failpoint.Failpoint;
import io.sluice.failpoint.Failpoints;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.wire.EventCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Intents on this node's own disk, one file each: they survive a crash while the log is out of
 * reach. Four lines: format with the event's version, idempotency key, time, and the event's
 * payload as the log has it.
 */
final class IntentFiles {

    private static final String FORMAT = "sluice-intent/";
    private static final List<String> VERSIONS = List.of("1", "2");
    private static final String SUFFIX = ".intent";

    private final Path folder;

    IntentFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * What is kept.
     *
     * @throws UncheckedIOException where anything there cannot be read: an intent that is there but
     *     unreadable is not "no intent"
     */
    List<Intent> read() {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(file -> file.toString().endsWith(SUFFIX))
                        .sorted()
                        .map(IntentFiles::read)
                        .toList();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Intent read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            String version = lines.isEmpty() ? "" : lines.getFirst().replace(FORMAT, "");
            if (lines.size() != 4
                    || !lines.getFirst().startsWith(FORMAT)
                    || !VERSIONS.contains(version)) {
                throw new IOException(file + " is not an intent");
            }
            byte[] payload = lines.get(3).getBytes(StandardCharsets.UTF_8);
            return new Intent(
                    (PauseOpened) EventCodec.decode("pause-opened", version, payload),
                    lines.get(1),
                    Instant.parse(lines.get(2)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** When it returns, the intent survives a crash. */
    void write(Intent intent) {
        String text =
                String.join(
                        "\n",
                        FORMAT + EventCodec.versionOf(intent.pause()),
                        intent.rawKey(),
                        intent.time().toString(),
                        new String(EventCodec.encode(intent.pause()), StandardCharsets.UTF_8),
                        "");
        Path file = file(intent.pause().pauseId());
        Path beside = folder.resolve(file.getFileName() + ".new");
        try {
            Files.createDirectories(folder);
            try (FileChannel channel =
                    FileChannel.open(
                            beside,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Failpoints.reached(Failpoint.PAUSE_INTENT_BEFORE_RENAME);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
            syncFolder();
            Failpoints.reached(Failpoint.PAUSE_INTENT_ON_DISK);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void delete(PauseId id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path file(PauseId id) {
        return folder.resolve(id + SUFFIX);
    }

    private void syncFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
