package io.sluice.bench.fire;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./sluice bench drain}. */
@Command(
        name = "drain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Holds withdrawals under a pause and lets them go at a rate; stops them twice by a",
            "new pause and cancels what is left by a filter. Rate, order and stops are read from",
            "the raw log, balances from the owners; 1 when a promise was broken."
        })
@SuppressWarnings("NullAway.Init") // picocli sets what has a default
public final class DrainCommand implements Callable<Integer> {

    private static final Duration STOP_WITHIN = Duration.ofMillis(100);
    private static final double TOLERANCE = 0.05;

    @Spec private CommandSpec spec;
    @Mixin private Common common;

    @Option(
            names = "--withdrawals",
            paramLabel = "<n>",
            defaultValue = "100000",
            description = "That are held (default: ${DEFAULT-VALUE}).")
    private int withdrawals;

    @Option(
            names = "--rate",
            paramLabel = "<n>",
            defaultValue = "2000",
            description = "At which they leave, a second (default: ${DEFAULT-VALUE}).")
    private int rate;

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
            description = "When they are requested (default: ${DEFAULT-VALUE}).")
    private int inFlight;

    @Override
    public Integer call() {
        return common.run(
                "drain",
                spec.commandLine().getOut(),
                (topology, figures) -> DrainRun.run(topology, settings(), figures));
    }

    private DrainSettings settings() {
        return new DrainSettings(
                common.seed(), withdrawals, rate, TOLERANCE, accounts, inFlight, STOP_WITHIN);
    }
}
