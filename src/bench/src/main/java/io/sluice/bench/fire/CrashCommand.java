package io.sluice.bench.fire;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./sluice bench crash}. */
@Command(
        name = "crash",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lets a node end at every place where a crash would matter to a pause, a resumption",
            "or a payout; then another is asked for the same with the same keys. Nothing may be",
            "paid twice, nothing stuck; 1 when a promise was broken or a place not reached."
        })
@SuppressWarnings("NullAway.Init") // picocli sets what has a default
public final class CrashCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private Common common;

    @Option(
            names = "--only",
            paramLabel = "<place>",
            split = ",",
            description = "Only places whose names begin so, for example pause.")
    private List<String> only = List.of();

    @Override
    public Integer call() {
        return common.run(
                "crash",
                spec.commandLine().getOut(),
                (topology, figures) -> CrashRun.run(topology, common.seed(), crashes(), figures));
    }

    private List<CrashRun.Crash> crashes() {
        return CrashRun.Crash.all().stream()
                .filter(
                        crash ->
                                only.isEmpty()
                                        || only.stream().anyMatch(crash.toString()::startsWith))
                .toList();
    }
}
