package io.sluice.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "pause",
        description = {
            "Stops withdrawals. Without options: all of them, and requests are taken and held.",
            "  ./sluice pause \"power loss in region\""
        },
        mixinStandardHelpOptions = true)
final class PauseCommand implements Callable<Integer> {

    private enum Mode {
        HOLD,
        REJECT
    }

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private NodeOptions node = new NodeOptions();
    @Mixin private ReasonArguments words = new ReasonArguments();

    @Parameters(paramLabel = "REASON", arity = "0..*", description = "Why, for the record.")
    private List<String> arguments = new ArrayList<>();

    @Option(names = "--asset", description = "Only this asset, for example BTC.")
    private Optional<String> asset = Optional.empty();

    @Option(names = "--network", description = "Only this network, for example tron.")
    private Optional<String> network = Optional.empty();

    @Option(
            names = "--mode",
            description =
                    "HOLD takes requests and keeps them for later; REJECT refuses them"
                            + " (default: ${DEFAULT-VALUE}).")
    private Mode mode = Mode.HOLD;

    @Option(
            names = "--class",
            paramLabel = "CLASS",
            description =
                    "What customers may know: INFRASTRUCTURE_INCIDENT, WALLET_MAINTENANCE,"
                            + " NETWORK_UPGRADE, SECURITY, COMPLIANCE, DRILL, OTHER (default:"
                            + " ${DEFAULT-VALUE}).")
    private String reasonClass = "INFRASTRUCTURE_INCIDENT";

    @Option(names = "--incident", description = "Number of the incident; stays internal.")
    private Optional<String> incident = Optional.empty();

    @Option(names = "--message", description = "Text for customers (default: the class's text).")
    private Optional<String> message = Optional.empty();

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description =
                    "Expected end, RFC 3339 UTC; an announcement, unless --lift-at-end stands"
                            + " there.")
    private Optional<String> until = Optional.empty();

    @Option(
            names = "--lift-at-end",
            description =
                    "The pause ends by itself at --until; without this only a person ends it.")
    private boolean liftAtEnd;

    @Option(names = "--dry-run", description = "Pauses nothing and says what would be held now.")
    private boolean dryRun;

    @Override
    public Integer call() {
        String key = words.key();
        try (NodeClient client = node.client()) {
            NodeAnswer answer = client.post("/v1/circuit/pauses", body(), key);
            return print(answer, key);
        } catch (NodeUnreachableException e) {
            spec.commandLine().getErr().println(CircuitOutput.repeatWith(key));
            throw e;
        }
    }

    private ObjectNode body() {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.set("scope", scope());
        body.put("mode", mode.name());
        body.put(
                "reason",
                words.reason(arguments)
                        .orElseThrow(
                                () ->
                                        new ParameterException(
                                                spec.commandLine(),
                                                "Why? Give a reason, for the record.")));
        body.put("reasonClass", reasonClass);
        incident.ifPresent(text -> body.put("incident", text));
        message.ifPresent(text -> body.put("publicMessage", text));
        until.ifPresent(text -> body.put("expectedEnd", text));
        if (liftAtEnd) {
            if (until.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(), "Lift at which end? Give --until too.");
            }
            body.put("liftAtEnd", true);
        }
        if (dryRun) {
            body.put("dryRun", true);
        }
        return body;
    }

    private JsonNode scope() {
        ObjectNode scope = JsonMapper.shared().createObjectNode();
        String kind =
                asset.isPresent()
                        ? (network.isPresent() ? "ASSET_NETWORK" : "ASSET")
                        : (network.isPresent() ? "NETWORK" : "ALL");
        scope.put("kind", kind);
        asset.ifPresent(text -> scope.put("asset", text));
        network.ifPresent(text -> scope.put("network", text));
        return scope;
    }

    private int print(NodeAnswer answer, String key) {
        if (!answer.accepted()) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("sluice: not paused: " + answer.refusal());
            if (answer.status() == 503) {
                err.println(CircuitOutput.repeatWith(key));
            }
            return ExitCode.REFUSED;
        }
        if (dryRun) {
            CircuitOutput.preview(spec.commandLine().getOut(), answer);
        } else {
            CircuitOutput.pause(spec.commandLine().getOut(), answer);
        }
        return ExitCode.OK;
    }
}
