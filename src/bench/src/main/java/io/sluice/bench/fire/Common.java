package io.sluice.bench.fire;

import io.sluice.bench.big.Folders;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all of these commands are told, and how each of them runs. */
final class Common {

    @Option(
            names = "--seed",
            paramLabel = "<n>",
            description = "Of everything random (default: another one each time; it is printed).")
    private @Nullable Long seed;

    @Option(
            names = "--partitions",
            paramLabel = "<n>",
            defaultValue = "4",
            description = "Of the ledger (default: ${DEFAULT-VALUE}, the product's).")
    private int partitions;

    @Option(
            names = "--data",
            paramLabel = "<folder>",
            defaultValue = "${sys:sluice.bench.folder:-.}/target/fire",
            description = "Scratch space, emptied; on the disk to be measured.")
    @SuppressWarnings("NullAway.Init") // it has a default
    private Path data;

    @Option(names = "--results", paramLabel = "<folder>", description = "Writes the figures there.")
    private @Nullable Path results;

    /** The same at each call. */
    long seed() {
        if (seed == null) {
            seed = System.nanoTime() & Integer.MAX_VALUE;
        }
        return seed;
    }

    int partitions() {
        return partitions;
    }

    /**
     * Starts node and broker in an empty folder, lets the work be done on them and ends them.
     *
     * @return 0, or 1 when a promise was broken
     */
    int run(String name, PrintWriter out, BiConsumer<Topology, Figures> work) {
        Figures figures =
                new Figures(
                        line -> {
                            out.println(line);
                            out.flush();
                        });
        Path folder = data.toAbsolutePath().normalize();
        Folders.delete(folder);
        Path bench = Path.of(System.getProperty("sluice.bench.folder", ".")).toAbsolutePath();
        Program program = Program.launcher(bench.resolve("../..").normalize());
        Topology.prepare(program);
        try (Topology topology = Topology.start(program, folder, partitions)) {
            work.accept(topology, figures);
        } catch (RuntimeException e) {
            figures.violated("the run ended early: " + e);
            e.printStackTrace(out);
        }
        if (results != null) {
            figures.write(results, name);
        }
        figures.say(figures.violations().isEmpty() ? "all held" : "VIOLATED");
        return figures.violations().isEmpty() ? 0 : 1;
    }
}
