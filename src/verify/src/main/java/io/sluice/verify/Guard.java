package io.sluice.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The last confirmed position of a partition, kept outside the broker's disk. */
record Guard(String topicId, long offset, String head) {

    private static final Pattern FILE = Pattern.compile("([0-9]{1,5})\\.guard");
    private static final Pattern LINE =
            Pattern.compile("sluice-guard/1 (\\S+) ([0-9]{1,9}) ([0-9]{1,18}) ([0-9a-f]{64})\\n?");

    /** The partitions that have a guard's file. */
    static List<Integer> partitions(Path data) {
        Path folder = data.resolve("guard");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> FILE.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> Integer.valueOf(name.group(1)))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new CannotCheckException("cannot list " + folder, unreadable);
        }
    }

    /** Reads {@code guard/<partition>.guard}; a file that is not one is a finding. */
    static Optional<Guard> read(Path data, int partition, Report report) {
        Path file = data.resolve("guard").resolve(partition + ".guard");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Matcher line = LINE.matcher(content(file));
        if (!line.matches() || Integer.parseInt(line.group(2)) != partition) {
            report.finding(Place.of(partition), "the guard's file is not one: " + file);
            return Optional.empty();
        }
        report.count(Figure.GUARDS);
        return Optional.of(new Guard(line.group(1), Long.parseLong(line.group(3)), line.group(4)));
    }

    Witnesses.Seen seen() {
        return new Witnesses.Seen("the guard", offset, head);
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new CannotCheckException("cannot read " + file, unreadable);
        }
    }
}
