package io.sluice.bench.big;

import io.sluice.bench.LedgerThroughput;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./sluice bench restart}. */
@Command(
        name = "restart",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts the product on a generated ledger: without an index, after a clean stop, after"
                    + " kill -9; then measures withdrawals on it beside an empty ledger, in process."
                    + " The ledger grows by what is measured; its index is deleted first unless it is"
                    + " to be kept.",
            "Writes restart.json into src/bench/results, or where --results says."
        })
public final class RestartCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "<folder>",
            required = true,
            description = "Made by generate; stopped.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path data;

    @Option(
            names = "--start-within",
            paramLabel = "<s>",
            defaultValue = "1800",
            description = "Longest that any start may take (default: ${DEFAULT-VALUE}).")
    private int startWithin;

    @Option(
            names = "--no-throughput",
            description = "Leaves the last part out, which lets the ledger grow most.")
    private boolean noThroughput;

    @Option(
            names = "--keep-index",
            description = "Begins with the index that is there instead of having it made again.")
    private boolean keepIndex;

    @Option(names = "--only-throughput", description = "Only the last part.")
    private boolean onlyThroughput;

    @Option(
            names = "--in-flight",
            paramLabel = "<n>",
            defaultValue = "2048",
            description = "Withdrawals at once (default: ${DEFAULT-VALUE}).")
    private int inFlight;

    @Option(
            names = "--warm-up",
            paramLabel = "<s>",
            defaultValue = "30",
            description = "Seconds for each ledger (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--seconds",
            paramLabel = "<n>",
            defaultValue = "3",
            description = "Length of a measured window (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--rounds",
            paramLabel = "<n>",
            defaultValue = "5",
            description = "The median of so many windows counts (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--results",
            paramLabel = "<folder>",
            description = "Where restart.json goes (default: src/bench/results).")
    private @Nullable Path results;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        RestartFigures figures =
                new RestartFigures(
                        line -> {
                            out.println(line);
                            out.flush();
                        });
        Path folder = data.toAbsolutePath().normalize();
        Path bench = Path.of(System.getProperty("sluice.bench.folder", ".")).toAbsolutePath();
        Restart restart =
                new Restart(
                        bench.resolve("../..").normalize(),
                        folder,
                        Duration.ofSeconds(startWithin),
                        figures);
        if (!onlyThroughput) {
            restart.starts(keepIndex);
        }
        if (!noThroughput) {
            restart.throughput(settings(Generated.read(folder).partitions()));
        }
        figures.write(results == null ? bench.resolve("results") : results);
        return 0;
    }

    private LedgerThroughput.Settings settings(int partitions) {
        return new LedgerThroughput.Settings(
                partitions,
                inFlight,
                Duration.ofSeconds(warmUp),
                Duration.ofSeconds(seconds),
                rounds);
    }
}
