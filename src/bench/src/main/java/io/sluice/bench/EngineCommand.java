package io.sluice.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./sluice bench engine}. */
@Command(
        name = "engine",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Withdrawals in process: Sluice, plain Kafka, plain PostgreSQL, Axon on it.")
final class EngineCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Option(
            names = "--seconds",
            paramLabel = "<n>",
            defaultValue = "3",
            description = "Length of a measured window (default: ${DEFAULT-VALUE}).")
    int seconds;

    @Option(
            names = "--rounds",
            paramLabel = "<n>",
            defaultValue = "3",
            description = "The median of so many windows counts (default: ${DEFAULT-VALUE}).")
    int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "<s>",
            defaultValue = "30",
            description = "Seconds for each contender beforehand (default: ${DEFAULT-VALUE}).")
    int warmUp;

    @Option(names = "--quick", description = "Windows of 1 s, one round, a warm-up of 5 s.")
    boolean quick;

    @Option(
            names = "--only",
            paramLabel = "<contender>",
            split = ",",
            description = "Only these: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Engine.Names.class)
    List<String> only = List.of();

    @Option(
            names = "--in-flight",
            paramLabel = "<n>",
            split = ",",
            defaultValue = "1,16,64,256,2048",
            description = "So many at once (default: ${DEFAULT-VALUE}).")
    List<Integer> inFlight = List.of();

    @Option(
            names = "--partitions",
            paramLabel = "<n>",
            defaultValue = "4",
            description = "Of the ledger (default: ${DEFAULT-VALUE}).")
    int partitions;

    @Option(names = "--payouts", description = "Lets Sluice's releaser work meanwhile.")
    boolean payouts;

    @Option(
            names = "--connections",
            paramLabel = "<n>",
            split = ",",
            defaultValue = "2,4,8,16,32,64",
            description = "To try, of which the best is used (default: ${DEFAULT-VALUE}).")
    List<Integer> connections = List.of();

    @Option(
            names = "--data",
            paramLabel = "<folder>",
            defaultValue = "${sys:sluice.bench.folder:-.}/target/data",
            description = "Scratch space; on the disk to be measured.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    Path data;

    @Override
    public Integer call() {
        requireKnown();
        PrintWriter out = spec.commandLine().getOut();
        Engine.run(
                settings(),
                line -> {
                    out.println(line);
                    out.flush();
                });
        return 0;
    }

    private void requireKnown() {
        for (String name : only) {
            if (!Engine.NAMES.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "there is no contender " + name + "; there are " + Engine.NAMES);
            }
        }
    }

    private EngineSettings settings() {
        return new EngineSettings(
                only,
                inFlight,
                partitions,
                Duration.ofSeconds(quick ? 1 : seconds),
                Duration.ofMillis(500),
                Duration.ofSeconds(quick ? 5 : warmUp),
                quick ? 1 : rounds,
                payouts,
                connections,
                data.toAbsolutePath().normalize());
    }
}
