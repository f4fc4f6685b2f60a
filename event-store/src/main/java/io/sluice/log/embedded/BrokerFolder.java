package io.sluice.log.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.EligibleLeaderReplicasVersion;

/** The broker's folder: made and formatted once, never again. */
final class BrokerFolder {

    private static final String FORMATTED = "meta.properties";

    private BrokerFolder() {}

    /**
     * Formats the folder if it is missing or empty. One that holds something else is refused:
     * formatting it could bury a ledger whose {@code meta.properties} was lost.
     */
    static void prepare(Path folder, int nodeId, String controllerListener) {
        try {
            if (!Files.exists(folder.resolve(FORMATTED))) {
                refuseUnlessEmpty(folder);
                format(folder, nodeId, controllerListener);
            }
        } catch (IOException e) {
            throw new EmbeddedBrokerException("cannot prepare the broker's folder " + folder, e);
        }
    }

    private static void refuseUnlessEmpty(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            Optional<Path> found = content.findFirst();
            if (found.isPresent()) {
                throw new EmbeddedBrokerException(
                        "%s is not empty (%s) and has no %s: it will not be formatted. Restore the file, or name an empty folder."
                                .formatted(folder, found.get().getFileName(), FORMATTED));
            }
        } catch (NoSuchFileException e) {
            Files.createDirectories(folder);
        }
    }

    /**
     * Formats beside and renames, so that a crash on the way leaves an empty folder, not half a
     * one.
     */
    private static void format(Path folder, int nodeId, String controllerListener)
            throws IOException {
        Path beside = folder.resolveSibling(folder.getFileName() + ".formatting");
        deleteAll(beside);
        Files.createDirectories(beside);
        run(
                new Formatter()
                        .setPrintStream(silent())
                        .setNodeId(nodeId)
                        .setClusterId(Uuid.randomUuid().toString())
                        .setControllerListenerName(controllerListener)
                        // With one copy there is nobody else to elect; with it, every start after
                        // a crash would be an unclean election of that same copy.
                        .setFeatureLevel(EligibleLeaderReplicasVersion.FEATURE_NAME, (short) 0)
                        .setMetadataLogDirectory(beside.toString())
                        .setDirectories(List.of(beside.toString())));
        sync(beside.resolve(FORMATTED));
        sync(beside);
        Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
        sync(folder.resolveSibling("."));
    }

    private static void run(Formatter formatter) throws IOException {
        try {
            formatter.run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static PrintStream silent() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
