package io.sluice.cli;

import io.sluice.app.IndexTools;
import io.sluice.log.index.IndexStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description = {
            "Shows how far each partition's index goes on the disk; changes nothing.",
            "Exit codes: 0 all present, 1 one is missing or damaged."
        },
        mixinStandardHelpOptions = true)
final class IndexStatusCommand implements Callable<Integer> {

    private static final String ROW = "%-10s %-8s %12s %12s %12s %10s  %s%n";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "The node's data folder (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(names = "--check", description = "Read every block and compare its checksum.")
    private boolean check;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<IndexStatus> found = IndexTools.status(data, check);
        if (IndexTools.isInUse(data)) {
            out.println("A node runs on this folder; what it has not written yet is not shown.");
        }
        out.printf(ROW, "partition", "index", "offset", "entries", "events", "KiB", "head");
        Set<Integer> missing = guarded();
        for (IndexStatus status : found) {
            missing.remove(status.partition());
            print(out, status);
        }
        missing.forEach(partition -> out.printf(ROW, partition, "missing", "", "", "", "", ""));
        out.flush();
        return missing.isEmpty() && found.stream().noneMatch(s -> s.damage().isPresent())
                ? ExitCode.OK
                : ExitCode.REFUSED;
    }

    private static void print(PrintWriter out, IndexStatus status) {
        String standing = status.damage().isPresent() ? "damaged" : "present";
        long kibibytes = status.bytes() >> 10;
        status.extent()
                .ifPresentOrElse(
                        extent ->
                                out.printf(
                                        ROW,
                                        status.partition(),
                                        standing,
                                        extent.lastOffset(),
                                        extent.entries(),
                                        extent.events(),
                                        kibibytes,
                                        extent.headPrefix()),
                        () ->
                                out.printf(
                                        ROW,
                                        status.partition(),
                                        standing,
                                        "",
                                        "",
                                        "",
                                        kibibytes,
                                        status.damage().orElse("holds nothing yet")));
        status.setAside()
                .forEach(
                        folder ->
                                out.println(
                                        "           set aside, because the log had lost what it holds: index/"
                                                + status.topicId()
                                                + "/"
                                                + folder));
    }

    /** The partitions that were served here. */
    private Set<Integer> guarded() {
        Set<Integer> partitions = new TreeSet<>();
        Path guards = data.resolve("guard");
        if (Files.isDirectory(guards)) {
            try (Stream<Path> files = Files.list(guards)) {
                files.map(file -> String.valueOf(file.getFileName()))
                        .filter(name -> name.matches("[0-9]{1,6}\\.guard"))
                        .map(name -> Integer.valueOf(name.substring(0, name.indexOf('.'))))
                        .forEach(partitions::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return partitions;
    }
}
