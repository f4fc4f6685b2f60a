package io.sluice.cli;

import io.sluice.app.IndexTools;
import io.sluice.app.StartProblem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "rebuild",
        description = {
            "Makes the indexes again from the ledger. The node must be stopped.",
            "Exit codes: 0 made, 1 a partition's log has lost what was confirmed, 2 could not be"
                    + " done."
        },
        mixinStandardHelpOptions = true)
final class IndexRebuildCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "The node's data folder (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            List<String> refusals =
                    IndexTools.rebuild(
                            data,
                            line -> {
                                out.println(line);
                                out.flush();
                            });
            refusals.forEach(refusal -> err.println("sluice: " + refusal));
            return refusals.isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
        } catch (StartProblem problem) {
            err.println("sluice: " + problem.getMessage());
            return ExitCode.UNREACHABLE;
        }
    }
}
