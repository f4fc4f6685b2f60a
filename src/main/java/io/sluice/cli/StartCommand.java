package io.sluice.cli;

import io.sluice.app.RunningNode;
import io.sluice.app.SluiceApplication;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "start",
        description = {
            "Starts a node here, in the foreground, with its own broker and database unless others"
                    + " are configured. Listens on this machine only.",
            "Stop it with Ctrl-C; nothing that was acknowledged is lost, however it stops."
        },
        mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--port", description = "HTTP port, 0 for any free one (default: 8080).")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where the ledger is kept (default: data, in the working directory).")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--until-input-ends",
            hidden = true,
            description =
                    "Stop when standard input ends: when the program that started it is gone.")
    private boolean untilInputEnds;

    @Override
    public Integer call() {
        if (untilInputEnds) {
            StandardInput.whenItEnds(() -> System.exit(ExitCode.OK));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("Sluice is starting ...");
        Map<String, String> given = new LinkedHashMap<>();
        port.ifPresent(number -> given.put("server.port", Integer.toString(number)));
        data.ifPresent(folder -> given.put("sluice.data", folder.toString()));
        RunningNode node = SluiceApplication.start(given, out::println);
        if (node.refusals().isEmpty()) {
            welcome(out, node);
        } else {
            PrintWriter err = spec.commandLine().getErr();
            err.println("sluice: runs on port " + node.port() + ", but is not ready:");
            node.refusals().forEach(refusal -> err.println("sluice: " + refusal));
        }
        return ExitCode.OK;
    }

    private static void welcome(PrintWriter out, RunningNode node) {
        String url = "http://127.0.0.1:" + node.port();
        out.println("Sluice is ready at " + url);
        out.println("Its data is in " + node.data());
        out.println("A first call:");
        out.println(
                "  curl -X POST "
                        + url
                        + "/v1/accounts -H 'Content-Type: application/json'"
                        + " -H 'Idempotency-Key: hello' -d '{\"accountId\":\"alice\"}'");
        out.println("Stop it with Ctrl-C.");
    }
}
