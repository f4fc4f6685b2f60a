package io.sluice.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "override",
        description = {
            "Lets withdrawals go where a node holds all of them because it cannot read a"
                    + " partition,",
            "and so may not know of a pause. Look for that pause first.",
            "  ./sluice override \"partition 3 is lost, nothing was paused\""
        },
        mixinStandardHelpOptions = true)
final class OverrideCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private NodeOptions node = new NodeOptions();
    @Mixin private ReasonArguments words = new ReasonArguments();

    @Parameters(paramLabel = "REASON", arity = "0..*", description = "Why it is safe.")
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put(
                "reason",
                words.reason(arguments)
                        .orElseThrow(
                                () ->
                                        new ParameterException(
                                                spec.commandLine(),
                                                "Why? Give a reason, for the record.")));
        try (NodeClient client = node.client()) {
            NodeAnswer answer = client.post("/v1/circuit/overrides", body, words.key());
            if (!answer.accepted()) {
                spec.commandLine().getErr().println("sluice: " + answer.refusal());
                return ExitCode.REFUSED;
            }
            spec.commandLine().getOut().println("overridden until the next start of this node");
            return ExitCode.OK;
        }
    }
}
