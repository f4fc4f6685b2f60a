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
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "resume",
        description = {
            "Lifts pauses: those that it names, or all that are active now.",
            "  ./sluice resume --all \"power is back, balances checked\""
        },
        mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private NodeOptions node = new NodeOptions();
    @Mixin private ReasonArguments words = new ReasonArguments();

    @Parameters(
            paramLabel = "PAUSE_ID... REASON",
            arity = "0..*",
            description = "The pauses, then why it is safe again.")
    private List<String> arguments = new ArrayList<>();

    @Option(names = "--all", description = "Every pause that is active now.")
    private boolean all;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "At most N held withdrawals a second.")
    private Optional<Integer> ratePerSecond = Optional.empty();

    @Option(
            names = "--break-glass",
            description =
                    "Resume alone where other people would be needed; everyone sees it and the"
                            + " reason.")
    private boolean breakGlass;

    @Option(names = "--follow", description = "Show how the held ones leave, until they have.")
    private boolean follow;

    @Override
    public Integer call() {
        List<String> ids = ReasonArguments.ids(arguments);
        if (all != ids.isEmpty()) {
            throw usage("Which pauses? Either their ids or --all.");
        }
        String reason =
                words.reason(arguments)
                        .orElseThrow(() -> usage("Why? Give a reason, for the record."));
        String key = words.key();
        try (NodeClient client = node.client()) {
            if (all) {
                NodeAnswer circuit = client.get("/v1/circuit/pauses?active=true");
                if (!circuit.accepted()) {
                    return refused(circuit);
                }
                ids =
                        circuit.list("pauses")
                                .map(pause -> pause.path("pauseId").asString(""))
                                .toList();
                if (ids.isEmpty()) {
                    spec.commandLine().getOut().println("nothing is paused");
                    return ExitCode.OK;
                }
            }
            return resume(client, ids, reason, key);
        } catch (NodeUnreachableException e) {
            spec.commandLine().getErr().println(CircuitOutput.repeatWith(key));
            throw e;
        }
    }

    private int resume(NodeClient client, List<String> ids, String reason, String key) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        ArrayNode pauses = body.putArray("pauseIds");
        ids.forEach(pauses::add);
        body.put("reason", reason);
        ratePerSecond.ifPresent(rate -> body.put("ratePerSecond", rate));
        if (breakGlass) {
            body.put("breakGlass", true);
        }
        NodeAnswer answer = client.post("/v1/circuit/resumptions", body, key);
        if (!answer.accepted()) {
            return refused(answer);
        }
        List<String> waiting =
                answer.list("waiting").map(one -> one.path("pauseId").asString("")).toList();
        List<String> resumed = ids.stream().filter(id -> !waiting.contains(id)).toList();
        tell(answer, resumed);
        if (follow && !resumed.isEmpty()) {
            new DrainFollower(client, spec.commandLine().getOut()).follow(resumed);
        }
        return waiting.isEmpty() ? ExitCode.OK : ExitCode.WAITING;
    }

    private void tell(NodeAnswer answer, List<String> resumed) {
        PrintWriter out = spec.commandLine().getOut();
        resumed.forEach(id -> out.println("resumed    " + id));
        if (answer.list("pending").findAny().isPresent()) {
            out.println("not yet everywhere: see ./sluice circuit");
        }
        answer.list("waiting").forEach(one -> CircuitOutput.waiting(out, one));
    }

    private int refused(NodeAnswer answer) {
        spec.commandLine().getErr().println("sluice: not resumed: " + answer.refusal());
        return ExitCode.REFUSED;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
