package io.sluice.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./sluice}: the one entry point of the product. */
@Command(
        name = "sluice",
        description = "A withdrawal ledger with a gate that operations can close.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            StartCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            ExtendCommand.class,
            OverrideCommand.class,
            CircuitCommand.class,
            EmergencyCredentialCommand.class,
            VerifyCommand.class,
            IndexCommand.class,
            DemoCommand.class,
            BrokerCommand.class,
            VersionCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 done, 1 refused or found wanting, 2 node not reachable, 64 wrong usage.",
            "The tests: ./sluice test [--long]"
        })
public final class Main implements Runnable {

    @Spec private @org.jspecify.annotations.Nullable CommandSpec spec;

    public static void main(String[] args) {
        int status = commandLine().execute(args);
        // A node that was started goes on by itself; System.exit would stop it.
        if (status != ExitCode.OK) {
            System.exit(status);
        }
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(new OneLineOnFailure());
        each(line, sub -> sub.getCommandSpec().exitCodeOnInvalidInput(ExitCode.USAGE));
        return line;
    }

    private static void each(CommandLine line, java.util.function.Consumer<CommandLine> action) {
        action.accept(line);
        line.getSubcommands().values().forEach(sub -> each(sub, action));
    }

    /** Without a subcommand there is nothing to do but to say what there is. */
    @Override
    public void run() {
        CommandLine line = java.util.Objects.requireNonNull(spec).commandLine();
        throw new ParameterException(line, "Which command?");
    }
}
