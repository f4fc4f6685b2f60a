package io.sluice.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./sluice bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        subcommands = EngineCommand.class,
        description = "Benchmarks; each prints what it saw.")
final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
