package io.sluice.bench.fire;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./sluice bench gate}. */
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Pauses and resumes random scopes over HTTP at half of what node and broker, each a",
            "process of its own, take at most: in peace, where the time from the request until",
            "every partition is fenced counts, and while both are stopped and killed. Then the raw",
            "log, the rail's journal and the verifier have their say; 1 when a promise was broken."
        })
@SuppressWarnings("NullAway.Init") // picocli sets what has a default
public final class GateCommand implements Callable<Integer> {

    /** Which faults there are. */
    enum Injected {
        NONE,
        ALL
    }

    private static final double P99_MILLIS = 100;

    @Spec private CommandSpec spec;
    @Mixin private Common common;

    @Option(
            names = "--pauses",
            paramLabel = "<n>",
            defaultValue = "200",
            description =
                    "In each of the two runs, all of them resumed (default: ${DEFAULT-VALUE}).")
    private int pauses;

    @Option(
            names = "--first-pauses",
            paramLabel = "<n>",
            defaultValue = "40",
            description =
                    "Pauses of a node that never had one, told apart from those that count"
                            + " (default: ${DEFAULT-VALUE}).")
    private int firstPauses;

    @Option(
            names = "--seconds",
            paramLabel = "<n>",
            defaultValue = "60",
            description = "Length of the run without faults (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--fire-seconds",
            paramLabel = "<n>",
            defaultValue = "180",
            description = "Least length of the run with faults (default: ${DEFAULT-VALUE}).")
    private int fireSeconds;

    @Option(
            names = "--faults",
            paramLabel = "<which>",
            defaultValue = "ALL",
            description = "${COMPLETION-CANDIDATES}; without them only the first run is done.")
    private Injected faults;

    @Option(
            names = "--accounts",
            paramLabel = "<n>",
            defaultValue = "500",
            description = "To spread over (default: ${DEFAULT-VALUE}).")
    private int accounts;

    @Option(
            names = "--in-flight",
            paramLabel = "<n>",
            defaultValue = "128",
            description = "When the maximum is measured (default: ${DEFAULT-VALUE}).")
    private int inFlight;

    @Option(
            names = "--most-in-flight",
            paramLabel = "<n>",
            defaultValue = "512",
            description = "Undecided at a time, whatever the rate (default: ${DEFAULT-VALUE}).")
    private int mostInFlight;

    @Option(
            names = "--warm-up",
            paramLabel = "<s>",
            defaultValue = "60",
            description = "Seconds before the maximum is measured (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--window",
            paramLabel = "<s>",
            defaultValue = "10",
            description = "Seconds in which it is (default: ${DEFAULT-VALUE}).")
    private int window;

    @Override
    public Integer call() {
        return common.run(
                "gate",
                spec.commandLine().getOut(),
                (topology, figures) -> GateRun.run(topology, settings(), figures));
    }

    private GateSettings settings() {
        return new GateSettings(
                common.seed(),
                Math.max(1, firstPauses),
                pauses,
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(fireSeconds),
                faults == Injected.ALL ? Arrays.asList(Faults.Kind.values()) : List.of(),
                OptionalInt.empty(),
                common.partitions(),
                accounts,
                Duration.ofSeconds(warmUp),
                Duration.ofSeconds(window),
                inFlight,
                mostInFlight,
                P99_MILLIS);
    }
}
