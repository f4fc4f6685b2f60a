package io.sluice.cli;

import io.sluice.verify.Verifier;
import io.sluice.verify.VerifyOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        description = {
            "Recounts the whole ledger from its raw records and compares it with PostgreSQL.",
            "Works on a running node and on the files of one that is stopped; changes nothing.",
            "Exit codes: 0 sound, 1 not, 2 could not be checked."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "The node's data folder (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "A ledger that is kept elsewhere.")
    private Optional<String> kafka = Optional.empty();

    @Option(
            names = "--postgres",
            paramLabel = "URL",
            description = "Its PostgreSQL, with the user.")
    private Optional<String> postgres = Optional.empty();

    @Option(
            names = "--stopped",
            description = "Read the files, whatever the data folder says about a process.")
    private boolean stopped;

    /** Taken like everywhere else; the data folder says where the node is. */
    @Option(names = "--port", hidden = true)
    void ignorePort(int port) {}

    @Override
    public Integer call() {
        VerifyOptions options =
                new VerifyOptions(
                        data, kafka, postgres, stopped, VerifyOptions.of(data).patience());
        // What Kafka's client logs on the way is no part of the report.
        QuietLog.errorsOnly();
        PrintWriter out = spec.commandLine().getOut();
        int status = Verifier.run(options, out);
        out.flush();
        return status;
    }
}
