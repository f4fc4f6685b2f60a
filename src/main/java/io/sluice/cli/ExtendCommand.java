package io.sluice.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "extend",
        description = {
            "Says when a pause is expected to end from now on.",
            "  ./sluice extend PAUSE_ID --until 2026-11-22T21:00:00Z \"the vendor needs longer\""
        },
        mixinStandardHelpOptions = true)
final class ExtendCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private NodeOptions node = new NodeOptions();
    @Mixin private ReasonArguments words = new ReasonArguments();

    @Parameters(
            paramLabel = "PAUSE_ID REASON",
            arity = "0..*",
            description = "The pause, then why.")
    private List<String> arguments = new ArrayList<>();

    @Option(
            names = "--until",
            paramLabel = "TIME",
            required = true,
            description = "The new end, RFC 3339 UTC.")
    private String until = "";

    @Override
    public Integer call() {
        List<String> ids = ReasonArguments.ids(arguments);
        if (ids.size() != 1) {
            throw usage("Which pause? One id.");
        }
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("expectedEnd", until);
        body.put(
                "reason",
                words.reason(arguments)
                        .orElseThrow(() -> usage("Why? Give a reason, for the record.")));
        String key = words.key();
        try (NodeClient client = node.client()) {
            return print(
                    client.post("/v1/circuit/pauses/" + ids.getFirst() + "/extension", body, key),
                    key);
        } catch (NodeUnreachableException e) {
            spec.commandLine().getErr().println(CircuitOutput.repeatWith(key));
            throw e;
        }
    }

    private int print(NodeAnswer answer, String key) {
        if (!answer.accepted()) {
            spec.commandLine().getErr().println("sluice: not extended: " + answer.refusal());
            if (answer.status() == 503) {
                spec.commandLine().getErr().println(CircuitOutput.repeatWith(key));
            }
            return ExitCode.REFUSED;
        }
        spec.commandLine()
                .getOut()
                .println(
                        "extended   "
                                + answer.text("pauseId")
                                + "  until "
                                + answer.text("expectedEnd"));
        return ExitCode.OK;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
