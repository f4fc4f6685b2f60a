package io.sluice.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The log of a ledger that is stopped, read from the broker's segment files, opened for reading
 * only: no broker is started on the evidence.
 */
final class SegmentLog implements LogSource {

    private static final Pattern FOLDER = Pattern.compile("sluice\\.ledger-([0-9]{1,5})");
    private static final Pattern SEGMENT = Pattern.compile("[0-9]{20}\\.log");
    private static final Pattern TOPIC_ID = Pattern.compile("(?m)^topic_id: (\\S+)$");

    private final Path kafka;
    private final Map<Integer, Path> folders = new TreeMap<>();
    private final boolean stoppedCleanly;
    private final Report report;

    /**
     * @param kafka the broker's folder
     * @throws CannotCheckException when there is no ledger in it
     */
    SegmentLog(Path kafka, Report report) {
        this.kafka = kafka;
        this.report = report;
        for (Path folder : list(kafka)) {
            Matcher name = FOLDER.matcher(folder.getFileName().toString());
            if (name.matches()) {
                folders.put(Integer.valueOf(name.group(1)), folder);
            }
        }
        if (folders.isEmpty()) {
            throw new CannotCheckException("there is no ledger in " + kafka);
        }
        stoppedCleanly = Files.exists(kafka.resolve(".kafka_cleanshutdown"));
    }

    @Override
    public String name() {
        return "stopped, segment files of " + kafka;
    }

    @Override
    public int partitions() {
        return 1 + folders.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    @Override
    public boolean growing() {
        return false;
    }

    @Override
    public Optional<String> topicId(int partition) {
        Path folder = folders.get(partition);
        Path metadata = folder == null ? null : folder.resolve("partition.metadata");
        if (metadata == null || !Files.exists(metadata)) {
            return Optional.empty();
        }
        try {
            Matcher id = TOPIC_ID.matcher(Files.readString(metadata));
            return id.find() ? Optional.of(id.group(1)) : Optional.empty();
        } catch (IOException unreadable) {
            throw new CannotCheckException("cannot read " + metadata, unreadable);
        }
    }

    @Override
    public void read(int partition, Consumer<LogRecord> reader) {
        Path folder = folders.get(partition);
        if (folder == null) {
            report.finding(Place.of(partition), "the partition's folder is missing in " + kafka);
            return;
        }
        List<Path> segments =
                list(folder).stream()
                        .filter(file -> SEGMENT.matcher(file.getFileName().toString()).matches())
                        .sorted()
                        .toList();
        for (Path segment : segments) {
            boolean mayBeTorn = !stoppedCleanly && segment.equals(segments.getLast());
            new SegmentFile(partition, segment, mayBeTorn, report).read(reader);
        }
    }

    @Override
    public void close() {
        // Every file is closed as soon as it has been read.
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException unreadable) {
            throw new CannotCheckException("cannot list " + folder, unreadable);
        }
    }
}
