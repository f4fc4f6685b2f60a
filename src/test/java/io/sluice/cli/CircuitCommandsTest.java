package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CircuitCommandsTest {

    private static final String PAUSE = "4d215251-889d-56b0-8c2b-e787665e5321";

    private final List<String> received = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final HttpServer node;
    private int status = 201;
    private String answer = "{}";

    CircuitCommandsTest() throws IOException {
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void aNodeThatAnswersAsTold() {
        node.createContext("/", this::answer);
        node.start();
    }

    @AfterEach
    void stop() {
        node.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .ifPresent(tokens::add);
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private int run(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--port=" + node.getAddress().getPort());
        return line.execute(all.toArray(String[]::new));
    }

    @Test
    void oneLinePausesEverythingAndHolds() {
        answer =
                """
                {"pauseId":"%s","fencedAt":["0:2:598dc96d"],"pending":[1],
                 "inFlight":[{"asset":"BTC","count":2,"amount":"0.30000000"}]}
                """
                        .formatted(PAUSE);

        assertThat(run("pause", "power", "loss")).isZero();
        assertThat(received)
                .containsExactly(
                        "POST /v1/circuit/pauses {\"scope\":{\"kind\":\"ALL\"},\"mode\":\"HOLD\","
                                + "\"reason\":\"power loss\","
                                + "\"reasonClass\":\"INFRASTRUCTURE_INCIDENT\"}");
        assertThat(out.toString().lines())
                .containsExactly(
                        "paused     " + PAUSE,
                        "fenced at  0:2:598dc96d",
                        "pending    partition 1 (the node goes on trying)",
                        "in flight  2 (0.30000000 BTC)",
                        "to resume  ./sluice resume " + PAUSE + " \"why it is safe\"");
    }

    @Test
    void everyOptionReachesTheNode() {
        int exit =
                run(
                        "pause",
                        "--asset=USDT",
                        "--network=tron",
                        "--mode=reject",
                        "--class=SECURITY",
                        "--incident=INC-7",
                        "--message=Soon.",
                        "--until=2026-11-23T00:00:00Z",
                        "--reason=odd transfers");

        assertThat(exit).isZero();
        assertThat(received)
                .containsExactly(
                        "POST /v1/circuit/pauses {\"scope\":{\"kind\":\"ASSET_NETWORK\","
                                + "\"asset\":\"USDT\",\"network\":\"tron\"},\"mode\":\"REJECT\","
                                + "\"reason\":\"odd transfers\",\"reasonClass\":\"SECURITY\","
                                + "\"incident\":\"INC-7\",\"publicMessage\":\"Soon.\","
                                + "\"expectedEnd\":\"2026-11-23T00:00:00Z\"}");
    }

    @Test
    void aPauseThatLiftsItselfAndAPreviewReachTheNode() {
        answer =
                "{\"wouldHold\":[{\"asset\":\"BTC\",\"count\":3,\"amount\":\"0.40000000\"}],"
                        + "\"inFlight\":[]}";
        status = 200;

        assertThat(
                        run(
                                "pause",
                                "--dry-run",
                                "--lift-at-end",
                                "--until=2026-11-23T00:00:00Z",
                                "upgrade"))
                .isZero();
        assertThat(received.getFirst()).contains("\"liftAtEnd\":true").contains("\"dryRun\":true");
        assertThat(out.toString().lines())
                .containsExactly(
                        "dry run    nothing is paused",
                        "would hold 3 (0.40000000 BTC)",
                        "in flight  nothing");
        assertThat(run("pause", "--lift-at-end", "upgrade")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void extendsThePauseThatItNames() {
        status = 200;
        answer = "{\"pauseId\":\"" + PAUSE + "\",\"expectedEnd\":\"2026-11-23T00:00:00Z\"}";

        assertThat(run("extend", PAUSE, "--until=2026-11-23T00:00:00Z", "longer")).isZero();
        assertThat(received)
                .containsExactly(
                        "POST /v1/circuit/pauses/"
                                + PAUSE
                                + "/extension {\"expectedEnd\":\"2026-11-23T00:00:00Z\","
                                + "\"reason\":\"longer\"}");
        assertThat(out.toString())
                .isEqualToIgnoringNewLines("extended   " + PAUSE + "  until 2026-11-23T00:00:00Z");
    }

    @Test
    void aNodeThatFailsClosedSaysSoAndCanBeOverridden() {
        status = 200;
        answer = "{\"pauses\":[],\"scopes\":[],\"failClosed\":{\"holds\":true,\"unread\":[3]}}";

        assertThat(run("circuit")).isZero();
        assertThat(out.toString()).contains("unread partitions (3)").contains("./sluice override");
        assertThat(run("override", "nothing was paused")).isZero();
        assertThat(received.getLast())
                .isEqualTo("POST /v1/circuit/overrides {\"reason\":\"nothing was paused\"}");
    }

    @Test
    void resumesTheNamedPausesOnly() {
        status = 200;

        assertThat(run("resume", PAUSE, "it is safe")).isZero();
        assertThat(received)
                .containsExactly(
                        "POST /v1/circuit/resumptions {\"pauseIds\":[\""
                                + PAUSE
                                + "\"],\"reason\":\"it is safe\"}");
    }

    @Test
    void saysThatSomebodyElseMustAskTooAndIsNotDone() {
        status = 202;
        answer =
                """
                {"waiting":[{"pauseId":"%s","people":1,"needed":2}],"pending":[]}
                """
                        .formatted(PAUSE);

        assertThat(run("resume", PAUSE, "it is safe")).isEqualTo(ExitCode.WAITING);
        assertThat(out.toString())
                .contains("asked      " + PAUSE + "  1 of 2 people")
                .doesNotContain("resumed ");
    }

    @Test
    void breaksTheGlassAndFollowsTheDrainToItsEnd() {
        status = 200;
        answer =
                """
                {"status":"DRAINING","pauseId":"%s",
                 "progress":{"held":5,"released":4,"left":1,"stuck":1}}
                """
                        .formatted(PAUSE);

        assertThat(run("resume", "--break-glass", "--follow", PAUSE, "alone here")).isZero();
        assertThat(received)
                .containsExactly(
                        "POST /v1/circuit/resumptions {\"pauseIds\":[\""
                                + PAUSE
                                + "\"],\"reason\":\"alone here\",\"breakGlass\":true}",
                        "GET /v1/circuit/pauses/" + PAUSE + " ");
        assertThat(out.toString().lines())
                .containsExactly(
                        "resumed    " + PAUSE,
                        "drain    " + PAUSE + "  held 5, released 4, left 1, 1 can't go");
    }

    @Test
    void asksWhichPausesAreActiveToResumeAll() {
        status = 200;
        answer = "{\"pauses\":[{\"pauseId\":\"" + PAUSE + "\"}]}";

        assertThat(run("resume", "--all", "it is safe")).isZero();
        assertThat(received)
                .containsExactly(
                        "GET /v1/circuit/pauses?active=true ",
                        "POST /v1/circuit/resumptions {\"pauseIds\":[\""
                                + PAUSE
                                + "\"],\"reason\":\"it is safe\"}");
    }

    @Test
    void signsInWithTheTokenOfAFile(@TempDir Path folder) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "sluice-emergency.n.s\n");

        assertThat(run("pause", "power loss", "--token-file=" + token)).isZero();
        assertThat(tokens).containsExactly("Bearer sluice-emergency.n.s");
        assertThat(run("pause", "power loss", "--token-file=" + folder.resolve("none")))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString()).contains("cannot read the token in");
        assertThat(tokens).hasSize(1);
    }

    @Test
    void makesAnEmergencyCredentialWhoseTokenIsNotInTheSettings() {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));

        assertThat(line.execute("emergency-credential", "night-shift")).isZero();
        String token = out.toString().replaceAll("(?s).*token +(\\S+).*", "$1");
        String setting = out.toString().replaceAll("(?s).*emergency=(\\S+).*", "$1");
        assertThat(token).startsWith("sluice-emergency.night-shift.");
        assertThat(setting).matches("night-shift:sha256:[0-9a-f]{64}");
        assertThat(line.execute("emergency-credential", "Night Shift")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void tellsARefusalInOneLine() {
        status = 409;
        answer = "{\"code\":\"already-resumed\",\"detail\":\"All of them are resumed.\"}";

        assertThat(run("resume", PAUSE, "it is safe")).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "sluice: not resumed: already-resumed: All of them are resumed.");
    }

    @Test
    void givesTheKeyToRepeatAPauseThatMayHaveHappened() {
        status = 503;
        answer = "{\"code\":\"pause-not-durable\",\"detail\":\"No partition.\"}";

        assertThat(run("pause", "--key=k1", "power loss")).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString()).contains("pause-not-durable").contains("--key k1");
    }

    @Test
    void tellsThatNobodyAnswers() {
        node.stop(0);

        assertThat(run("pause", "--key=k1", "power loss")).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(err.toString())
                .contains("--key k1")
                .contains("sluice: cannot reach a node at http://127.0.0.1:");
    }

    @Test
    void wantsAReason() {
        assertThat(run("pause")).isEqualTo(ExitCode.USAGE);
        assertThat(run("resume", PAUSE)).isEqualTo(ExitCode.USAGE);
        assertThat(run("resume", "it is safe")).isEqualTo(ExitCode.USAGE);
        assertThat(received).isEmpty();
    }
}
