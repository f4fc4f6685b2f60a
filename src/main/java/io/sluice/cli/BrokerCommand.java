package io.sluice.cli;

import io.sluice.log.embedded.EmbeddedBroker;
import io.sluice.log.embedded.EmbeddedBrokerException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The embedded broker by itself: it can be killed and started again while nodes go on. */
@Command(
        name = "broker",
        hidden = true,
        description = {
            "Runs the embedded broker alone, on this machine, for nodes that name it as their"
                    + " cluster of one.",
            "Stops when standard input ends, or with Ctrl-C."
        },
        mixinStandardHelpOptions = true)
final class BrokerCommand implements Callable<Integer> {

    /** A broker that was killed reads the end of every partition first. */
    private static final Duration START_WITHIN = Duration.ofMinutes(2);

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where the ledger is kept, in kafka/ below (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--port",
            description =
                    "Port for clients, 0 for any free one (default: ${DEFAULT-VALUE}); started"
                            + " again on the same port, it is found again.")
    private int port;

    @Override
    public Integer call() {
        QuietLog.errorsOnly();
        PrintWriter out = spec.commandLine().getOut();
        try (EmbeddedBroker broker =
                EmbeddedBroker.startAt(port, data.resolve("kafka"), START_WITHIN, this::gaveUp)) {
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-broker"));
            out.println("broker at " + broker.bootstrapServers());
            out.flush();
            StandardInput.awaitEnd();
        } catch (EmbeddedBrokerException e) {
            spec.commandLine().getErr().println("sluice: " + e.getMessage());
            return ExitCode.REFUSED;
        }
        return ExitCode.OK;
    }

    private void gaveUp(String why) {
        spec.commandLine().getErr().println("sluice: " + why);
        Thread.ofPlatform().name("stop").start(() -> Runtime.getRuntime().halt(ExitCode.REFUSED));
    }
}
