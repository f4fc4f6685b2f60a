package io.sluice.bench;

import io.sluice.bench.big.GenerateCommand;
import io.sluice.bench.big.RestartCommand;
import io.sluice.bench.fire.CrashCommand;
import io.sluice.bench.fire.DrainCommand;
import io.sluice.bench.fire.GateCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./sluice bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        subcommands = {
            EngineCommand.class,
            GenerateCommand.class,
            RestartCommand.class,
            GateCommand.class,
            DrainCommand.class,
            CrashCommand.class
        },
        description = "Benchmarks; each prints what it saw.")
final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
