package io.sluice.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder that a node keeps its things in, locked for as long as this object is open: two nodes
 * on one folder would share a broker's files. The operating system drops the lock with the process,
 * so a killed node leaves nothing to clean up.
 */
final class DataFolder implements AutoCloseable {

    private final Path root;
    private final FileChannel channel;

    private DataFolder(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /**
     * Creates the folder where it is missing and locks it.
     *
     * @throws StartProblem when it cannot be written or another node has it
     */
    static DataFolder open(Path path) {
        Path root = path.toAbsolutePath().normalize();
        FileChannel channel = openLockFile(root);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new DataFolder(root, channel);
            }
        } catch (OverlappingFileLockException e) {
            // Another node in this very process: in use all the same.
        } catch (IOException e) {
            throw unwritable(root, e);
        }
        closeChannel(channel);
        throw new StartProblem(
                "the data folder "
                        + root
                        + " is in use by another Sluice"
                        + RuntimeFile.in(root).pid().map(pid -> " (process " + pid + ")").orElse("")
                        + "; stop it or choose another folder with --data");
    }

    private static FileChannel openLockFile(Path root) {
        try {
            Files.createDirectories(root);
            return FileChannel.open(
                    root.resolve("sluice.lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw unwritable(root, e);
        }
    }

    private static StartProblem unwritable(Path root, IOException cause) {
        return new StartProblem(
                "cannot write to the data folder "
                        + root
                        + " ("
                        + cause.getClass().getSimpleName()
                        + "); choose another one with --data");
    }

    private static void closeChannel(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path root() {
        return root;
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path guard() {
        return root.resolve("guard");
    }

    Path index() {
        return root.resolve("index");
    }

    RuntimeFile runtimeFile() {
        return RuntimeFile.in(root);
    }

    @Override
    public void close() {
        closeChannel(channel);
    }
}
