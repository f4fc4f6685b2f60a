package io.sluice.cli;

import io.sluice.demo.Demo;
import io.sluice.demo.DemoOptions;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = {
            "Plays 15 April 2025 in about a minute: traffic, broker and PostgreSQL killed, the"
                    + " watchdog's pause, holds, recovery, the resumption by a second person.",
            "Runs on processes of its own, in a temporary folder and on free ports; leaves nothing"
                    + " behind.",
            "Exit codes: 0 what it says at the end is true, 1 it is not, or could not be played."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--fast", description = "Shorter acts.")
    private boolean fast;

    @Option(names = "--keep", description = "Keep the folder: ledger, database and log files.")
    private boolean keep;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Write the last picture to this file, as SVG.")
    private Optional<Path> record = Optional.empty();

    @Override
    public Integer call() {
        QuietLog.errorsOnly();
        boolean terminal = isTerminal();
        boolean colours = System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
        // The picture has characters that only UTF-8 has.
        PrintWriter out =
                terminal
                        ? new PrintWriter(System.out, false, StandardCharsets.UTF_8)
                        : spec.commandLine().getOut();
        DemoOptions options = new DemoOptions(Main.class, fast, keep, record, terminal, colours);
        return Demo.play(options, out) ? ExitCode.OK : ExitCode.REFUSED;
    }

    /** Whether somebody looks at both ends; there is a console also where nobody does. */
    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }
}
