package io.sluice.log.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One broker a folder. Kafka locks its folder too, but a combined broker does so only after its
 * controller has begun to write there: a second one would damage the metadata of the first.
 *
 * <p>The lock is a file beside the folder, and ends with the process however that ends.
 */
final class FolderLock implements AutoCloseable {

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static FolderLock take(Path folder) {
        Path file = folder.resolveSibling(folder.getFileName() + ".lock");
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isFree(channel)) {
                channel.close();
                throw new EmbeddedBrokerException(
                        folder + " is in use by another broker (" + file + " is locked)");
            }
            return new FolderLock(channel);
        } catch (IOException e) {
            throw new EmbeddedBrokerException(
                    "cannot use the broker's folder " + folder + ": " + e, e);
        }
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Held by this very process.
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
