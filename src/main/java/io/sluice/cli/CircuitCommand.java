package io.sluice.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "circuit",
        description = "Shows which alarms stand, and what is paused, held and in flight.",
        mixinStandardHelpOptions = true)
final class CircuitCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private NodeOptions node = new NodeOptions();

    @Option(names = "--json", description = "The node's answer as it is.")
    private boolean json;

    @Option(names = "--watch", description = "Show how held ones leave, until they have.")
    private boolean watch;

    @Override
    public Integer call() {
        try (NodeClient client = node.client()) {
            NodeAnswer answer = client.get("/v1/circuit");
            if (!answer.accepted()) {
                spec.commandLine().getErr().println("sluice: " + answer.refusal());
                return ExitCode.REFUSED;
            }
            print(answer);
            if (watch) {
                List<String> draining =
                        answer.list("pauses")
                                .filter(pause -> pause.hasNonNull("resumption"))
                                .map(pause -> pause.path("pauseId").asString(""))
                                .toList();
                new DrainFollower(client, spec.commandLine().getOut()).follow(draining);
            }
            return ExitCode.OK;
        }
    }

    private void print(NodeAnswer answer) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(answer.body().toPrettyString());
            return;
        }
        CircuitOutput.failClosed(out, answer);
        answer.list("alarms").forEach(alarm -> CircuitOutput.alarmLine(out, alarm));
        if (answer.list("pauses").findAny().isEmpty()) {
            out.println("paused     nothing");
        }
        answer.list("pauses")
                .forEach(
                        pause -> {
                            CircuitOutput.pauseLine(out, pause);
                            CircuitOutput.pauseDetail(out, pause);
                        });
        answer.list("brokenGlass").forEach(broken -> CircuitOutput.brokenGlass(out, broken));
        answer.list("scopes").forEach(scope -> CircuitOutput.scopeLine(out, scope));
    }
}
