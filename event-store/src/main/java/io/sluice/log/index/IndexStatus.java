package io.sluice.log.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rocksdb.RocksDB;

/**
 * How the index of one partition stands on the disk.
 *
 * @param damage why it will be made again at the next start, where that is so
 * @param extent how far it goes; empty where it holds nothing or is damaged
 * @param bytes that it takes on disk
 * @param setAside folders of indexes that held more than the log did
 */
public record IndexStatus(
        String topicId,
        int partition,
        Optional<String> damage,
        Optional<Extent> extent,
        long bytes,
        List<String> setAside) {

    /**
     * How far an index goes.
     *
     * @param lastOffset of the last entry that it holds
     * @param headPrefix after that entry
     */
    public record Extent(long lastOffset, long entries, long events, String headPrefix) {}

    /**
     * Looks at every index in the folder and changes nothing; nothing of what a running node has
     * not flushed yet is seen.
     *
     * @param readsAll whether every block is read and its checksum compared
     */
    public static List<IndexStatus> of(DiskIndexSettings settings, boolean readsAll) {
        if (!Files.isDirectory(settings.folder())) {
            return List.of();
        }
        RocksDB.loadLibrary();
        List<IndexStatus> found = new ArrayList<>();
        try (IndexMemory memory = new IndexMemory(settings.memoryBytes())) {
            for (Path topic : folders(settings.folder())) {
                for (Path database : folders(topic)) {
                    String name = name(database);
                    if (name.matches("[0-9]{1,6}")) {
                        IndexFolder folder =
                                new IndexFolder(
                                        settings.folder(), name(topic), Integer.parseInt(name));
                        found.add(
                                look(folder, name(topic), Integer.parseInt(name), memory, readsAll)
                                        .with(namesBeside(topic, name)));
                    }
                }
            }
        }
        found.sort(
                Comparator.comparing(IndexStatus::topicId).thenComparing(IndexStatus::partition));
        return found;
    }

    private static IndexStatus look(
            IndexFolder folder,
            String topicId,
            int partition,
            IndexMemory memory,
            boolean readsAll) {
        Optional<String> damage = folder.damage();
        Optional<Extent> extent = Optional.empty();
        if (damage.isEmpty()) {
            try (IndexDatabase database = IndexDatabase.openReadOnly(folder.database(), memory)) {
                if (readsAll) {
                    database.verify();
                }
                extent =
                        Optional.ofNullable(database.get(IndexFamily.STATE, IndexKeys.checkpoint()))
                                .map(Checkpoint::decode)
                                .map(IndexStatus::extent);
            } catch (IndexDamagedException damaged) {
                damage = Optional.of(String.valueOf(damaged.getMessage()));
            }
        }
        return new IndexStatus(topicId, partition, damage, extent, folder.sizeBytes(), List.of());
    }

    private static Extent extent(Checkpoint checkpoint) {
        return new Extent(
                checkpoint.lastOffset(),
                checkpoint.entries(),
                checkpoint.nextSequence(),
                checkpoint.head().prefix());
    }

    private IndexStatus with(List<String> aside) {
        return new IndexStatus(topicId, partition, damage, extent, bytes, aside);
    }

    private static List<String> namesBeside(Path topic, String partition) {
        return folders(topic).stream()
                .map(IndexStatus::name)
                .filter(name -> name.startsWith(partition + ".ahead-"))
                .toList();
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static List<Path> folders(Path in) {
        try (Stream<Path> all = Files.list(in)) {
            return all.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
