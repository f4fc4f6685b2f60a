package io.sluice.bench.big;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a node wrote into its log file in one of its lives. */
record ProductLog(List<String> lines) {

    /** Said once by each partition when it has read to the end. */
    private static final Pattern READ =
            Pattern.compile("partition \\d+: read (\\d+) records from offset \\d+ in (\\d+) ms");

    private static final double MILLIS = 1e3;

    ProductLog {
        lines = List.copyOf(lines);
    }

    /** How many lines there are now, to tell lives apart. */
    static long length(Path data) {
        return all(data).size();
    }

    static ProductLog after(Path data, long lines) {
        return new ProductLog(all(data).stream().skip(lines).toList());
    }

    private static List<String> all(Path data) {
        Path file = data.resolve("logs").resolve("sluice.log");
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Records of all partitions over the time of the slowest, as they are read side by side; empty
     * where the product says nothing of it.
     */
    OptionalDouble recordsPerSecond() {
        long records = 0;
        long slowestMillis = 0;
        for (String line : lines) {
            Matcher read = READ.matcher(line);
            if (read.find()) {
                records += Long.parseLong(read.group(1));
                slowestMillis = Math.max(slowestMillis, Long.parseLong(read.group(2)));
            }
        }
        return slowestMillis == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(records * MILLIS / slowestMillis);
    }
}
