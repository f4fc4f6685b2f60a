package io.sluice.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.http.HttpNode.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestsThatCannotBeReadIT {

    private static final String SOUND = HttpNode.withdrawal("1");

    @TempDir static Path data;
    private static HttpNode http;

    @BeforeAll
    static void start() {
        http = new HttpNode(data);
        http.funded("alice");
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    private static HttpRequest.Builder withdrawal() {
        return http.request("/v1/accounts/alice/withdrawals");
    }

    @Test
    void unknownPathsAndMethods() {
        assertProblem(http.get("/v1/nothing"), 404, "not-found");
        assertProblem(http.get("/"), 404, "not-found");
        assertProblem(http.post("/v1/nothing", "{}"), 404, "not-found");
        Answer deleted = http.send(http.request("/v1/accounts").DELETE());
        assertProblem(deleted, 405, "method-not-allowed");
        assertThat(deleted.header("Allow")).contains("POST");
        assertProblem(
                http.send(http.request("/v1/accounts").method("TRACE", BodyPublishers.noBody())),
                405,
                "method-not-allowed");
        assertProblem(
                http.send(http.request("/v1/accounts").method("BREW", BodyPublishers.noBody())),
                405,
                "method-not-allowed");
    }

    @Test
    void mediaTypesKeysAndSizes() {
        HttpRequest.BodyPublisher body = BodyPublishers.ofString(SOUND);
        assertProblem(
                http.send(withdrawal().header("Idempotency-Key", "k").POST(body)),
                415,
                "unsupported-media-type");
        assertProblem(
                http.send(
                        withdrawal()
                                .header("Content-Type", "text/plain")
                                .header("Idempotency-Key", "k")
                                .POST(body)),
                415,
                "unsupported-media-type");
        assertProblem(
                http.send(withdrawal().header("Content-Type", "application/json").POST(body)),
                400,
                "idempotency-key-missing");
        assertProblem(
                http.send(
                        http.keyed("/v1/accounts/alice/withdrawals", "one")
                                .header("Idempotency-Key", "two")
                                .POST(body)),
                400,
                "malformed-request");
        assertProblem(
                http.post("/v1/accounts/alice/withdrawals", " ".repeat(70_000) + SOUND),
                413,
                "body-too-large");
        assertProblem(
                http.post("/v1/accounts/alice/withdrawals", "x".repeat(10 * 1024 * 1024)),
                413,
                "body-too-large");
        assertProblem(
                http.post("/v1/accounts/no%20one/withdrawals", SOUND), 400, "malformed-request");
        assertProblem(
                http.post("/v1/accounts/alice/withdrawals/1-1-1-1-1/cancellation", "{}"),
                400,
                "malformed-request");
    }

    @Test
    void aClientThatWantsHtmlGetsTheProblemAllTheSame() {
        assertProblem(
                http.send(http.request("/v1/nothing").header("Accept", "text/html").GET()),
                404,
                "not-found");
        assertProblem(
                http.send(
                        http.keyed("/v1/accounts", "k")
                                .header("Accept", "text/html")
                                .POST(BodyPublishers.ofString("{"))),
                400,
                "malformed-request");
    }

    /** What Tomcat refuses before the application sees it. */
    @Test
    void requestLinesThatNobodyCanRead() throws IOException {
        for (String line :
                List.of(
                        "GET /v1/acc|ounts HTTP/1.1",
                        "GET /v1/%zz HTTP/1.1",
                        "GET /a%2Fb HTTP/1.1",
                        "G@T / HTTP/1.1",
                        "GET /../../etc/passwd HTTP/1.1",
                        "GET / HTTP/9.9")) {
            String answer = raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(answer)
                    .as(line)
                    .startsWith("HTTP/1.1 4")
                    .contains("\"code\":\"")
                    .doesNotContain("<html")
                    .doesNotContain("Exception");
        }
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), http.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void namesTheFieldThatIsWrong() {
        Map<String, String> wrong =
                Map.of(
                        SOUND.replace("\"1\"", "1"), "amount",
                        SOUND.replace("\"1\"", "null"), "amount",
                        SOUND.replace("\"1\"", "\"1e3\""), "amount",
                        SOUND.replace("\"1\"", "\"-1\""), "amount",
                        SOUND.replace("\"1\"", "\"01\""), "amount",
                        SOUND.replace("{\"address\":\"bc1qexample\"}", "\"bc1q\""), "destination",
                        SOUND.replace("\"address\"", "\"adress\""), "destination.address",
                        SOUND.replaceFirst("\\{", "{\"extra\":1,"), "extra");
        wrong.forEach(
                (body, field) -> {
                    Answer answer = http.post("/v1/accounts/alice/withdrawals", body);
                    assertProblem(answer, 400, "malformed-request");
                    assertThat(answer.at("/field")).as(body).isEqualTo(field);
                });
    }

    @Test
    void fuzzedBodiesAreRefusedAndChangeNothing() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long before = http.events();
        List<String> paths =
                List.of(
                        "/v1/accounts",
                        "/v1/accounts/alice/deposits",
                        "/v1/accounts/alice/withdrawals",
                        "/v1/accounts/alice/withdrawals/" + UUID.randomUUID() + "/failure",
                        "/v1/circuit/pauses",
                        "/v1/circuit/resumptions");
        for (int round = 0; round < 600; round++) {
            String path = paths.get(random.nextInt(paths.size()));
            String body = broken(random);
            Answer answer = http.post(path, body);
            assertThat(answer.status())
                    .as("seed %d round %d %s %s", seed, round, path, body)
                    .isBetween(400, 499);
        }
        assertThat(http.events()).as("seed %d", seed).isEqualTo(before);
    }

    /** A body that no operation takes. */
    private static String broken(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> "[".repeat(1 + random.nextInt(20_000));
            case 1 -> "{\"a\":".repeat(1 + random.nextInt(5_000)) + "1";
            case 2 -> "{\"amount\":" + "9".repeat(1 + random.nextInt(30_000)) + "}";
            case 3 -> SOUND.substring(0, random.nextInt(SOUND.length()));
            case 4 -> SOUND + SOUND;
            case 5 -> Json.of(Map.of("accountId", random.nextInt()));
            case 6 -> SOUND.replace("\"1\"", Double.toString(random.nextDouble()));
            default -> {
                byte[] noise = new byte[random.nextInt(200)];
                random.nextBytes(noise);
                yield new String(noise, StandardCharsets.ISO_8859_1);
            }
        };
    }
}
