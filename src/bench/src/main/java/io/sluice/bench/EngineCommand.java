package io.sluice.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
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
        description = {
            "Withdrawals in process: Sluice beside plain Kafka, plain PostgreSQL and Axon's own",
            "event store. A whole run takes some 25 minutes and leaves its figures and a plot",
            "in src/bench/results; a part of it, or a quick one, only prints what it saw."
        })
@SuppressWarnings("NullAway.Init") // picocli sets what has a default
final class EngineCommand implements Callable<Integer> {

    private static final String ALL_IN_FLIGHT = "1,16,64,256,2048";

    @Spec CommandSpec spec;

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
            defaultValue = "60",
            description = "Seconds for each contender beforehand (default: ${DEFAULT-VALUE}).")
    int warmUp;

    @Option(names = "--quick", description = "One round, windows of 1 s, a warm-up of 5 s.")
    boolean quick;

    @Option(
            names = "--only",
            paramLabel = "<contender>",
            split = ",",
            description = "Only these: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Contenders.class)
    List<String> only = List.of();

    @Option(
            names = "--in-flight",
            paramLabel = "<n>",
            split = ",",
            defaultValue = ALL_IN_FLIGHT,
            description = "So many at once (default: ${DEFAULT-VALUE}).")
    List<Integer> inFlight;

    @Option(
            names = "--partitions",
            paramLabel = "<n>",
            defaultValue = "4",
            description = "Of the ledger (default: ${DEFAULT-VALUE}).")
    int partitions;

    @Option(
            names = "--accounts",
            paramLabel = "<n>",
            defaultValue = "10000",
            description = "To spread over (default: ${DEFAULT-VALUE}).")
    int accounts;

    @Option(names = "--payouts", description = "Lets Sluice's releaser work meanwhile.")
    boolean payouts;

    @Option(
            names = "--connections",
            paramLabel = "<n>",
            split = ",",
            defaultValue = "2,4,8,16,32,64",
            description = "To PostgreSQL; the best of these is used (default: ${DEFAULT-VALUE}).")
    List<Integer> connections;

    @Option(
            names = "--data",
            paramLabel = "<folder>",
            defaultValue = "${sys:sluice.bench.folder:-.}/target/data",
            description = "Scratch space, emptied; on the disk to be measured.")
    Path data;

    @Option(
            names = "--results",
            paramLabel = "<folder>",
            description = "Writes the figures there, whatever was measured.")
    Path results;

    /** For the help. */
    static final class Contenders implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Engine.NAMES.iterator();
        }
    }

    @Override
    public Integer call() {
        requireKnown();
        PrintWriter out = spec.commandLine().getOut();
        EngineResults measured =
                Engine.run(
                        settings(),
                        line -> {
                            out.println(line);
                            out.flush();
                        });
        measured.lines().forEach(out::println);
        if (results != null) {
            measured.write(results);
        } else if (isWhole()) {
            measured.write(Path.of(System.getProperty("sluice.bench.folder", "."), "results"));
        }
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

    private boolean isWhole() {
        return !quick && !payouts && only.isEmpty() && ALL_IN_FLIGHT.equals(inFlightText());
    }

    private String inFlightText() {
        return String.join(",", inFlight.stream().map(String::valueOf).toList());
    }

    private EngineSettings settings() {
        return new EngineSettings(
                only,
                inFlight,
                partitions,
                accounts,
                Duration.ofSeconds(quick ? 1 : seconds),
                Duration.ofMillis(500),
                Duration.ofSeconds(quick ? 5 : warmUp),
                quick ? 1 : rounds,
                payouts,
                connections,
                Duration.ofSeconds(1),
                data.toAbsolutePath().normalize());
    }
}
