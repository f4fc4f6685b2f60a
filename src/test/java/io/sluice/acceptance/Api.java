package io.sluice.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP API of a node, as a client sees it. */
public final class Api implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper json = JsonMapper.shared();
    private final URI base;

    Api(URI base) {
        this.base = base;
    }

    public URI base() {
        return base;
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)).GET());
    }

    /** With a key that nobody has used. */
    public Answer post(String path, String body) throws IOException, InterruptedException {
        return post(path, UUID.randomUUID().toString(), body);
    }

    public Answer post(String path, String key, String body)
            throws IOException, InterruptedException {
        return send(request(path, key).POST(BodyPublishers.ofString(body)));
    }

    public Answer put(String path, String body) throws IOException, InterruptedException {
        return send(request(path, UUID.randomUUID().toString()).PUT(BodyPublishers.ofString(body)));
    }

    /** The answer when it comes; fails with an {@link IOException} when none does. */
    public CompletableFuture<Answer> postLater(String path, String key, String body) {
        HttpRequest request =
                request(path, key).POST(BodyPublishers.ofString(body)).timeout(DEADLINE).build();
        return http.sendAsync(request, BodyHandlers.ofString()).thenApply(this::answer);
    }

    /** As {@link #get}, when the answer comes. */
    public CompletableFuture<Answer> getLater(String path) {
        HttpRequest request =
                HttpRequest.newBuilder(base.resolve(path)).GET().timeout(DEADLINE).build();
        return http.sendAsync(request, BodyHandlers.ofString()).thenApply(this::answer);
    }

    private HttpRequest.Builder request(String path, String key) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return answer(http.send(request.timeout(DEADLINE).build(), BodyHandlers.ofString()));
    }

    private Answer answer(HttpResponse<String> response) {
        JsonNode body =
                response.body().isBlank()
                        ? json.createObjectNode()
                        : json.readTree(response.body());
        return new Answer(response, body);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /** Status, headers and JSON. */
    public record Answer(HttpResponse<String> response, JsonNode body) {

        public int status() {
            return response.statusCode();
        }

        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        /** The text at a JSON pointer, or nothing. */
        public String at(String pointer) {
            return body.at(pointer).asString("");
        }
    }
}
