package io.sluice.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls one node's HTTP API; every call has a deadline. */
final class NodeClient implements AutoCloseable {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private final JsonMapper json = JsonMapper.shared();
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_WITHIN).build();
    private final URI base;
    private final Optional<String> token;

    NodeClient(URI base) {
        this(base, Optional.empty());
    }

    /**
     * @param token to sign in with
     */
    NodeClient(URI base, Optional<String> token) {
        this.base = base;
        this.token = token;
    }

    NodeAnswer get(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path)).GET());
    }

    /**
     * @param idempotencyKey names the call: sent again with the same body it has one effect
     */
    NodeAnswer post(String path, JsonNode body, String idempotencyKey) {
        return send(
                HttpRequest.newBuilder(base.resolve(path))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", idempotencyKey)
                        .POST(BodyPublishers.ofString(body.toString())));
    }

    private NodeAnswer send(HttpRequest.Builder request) {
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(ANSWER_WITHIN).build(), BodyHandlers.ofString());
            return new NodeAnswer(response.statusCode(), parse(response.body()));
        } catch (HttpTimeoutException e) {
            throw new NodeUnreachableException("no answer in time from " + base, e);
        } catch (IOException e) {
            throw new NodeUnreachableException("cannot reach a node at " + base, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeUnreachableException("interrupted while asking " + base, e);
        }
    }

    /** What is not JSON comes from something in between; its status still says enough. */
    private JsonNode parse(String body) {
        try {
            return body.isBlank() ? json.createObjectNode() : json.readTree(body);
        } catch (JacksonException e) {
            return json.createObjectNode().put("detail", "the answer is not JSON");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
