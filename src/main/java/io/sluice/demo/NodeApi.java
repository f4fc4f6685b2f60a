package io.sluice.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The node as its clients see it: JSON over HTTP, each call with a deadline. */
final class NodeApi implements AutoCloseable {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

    private final JsonMapper json = JsonMapper.shared();
    private final HttpClient http;
    private final URI base;
    private final Passes passes;

    NodeApi(URI base, Passes passes) {
        this.base = base;
        this.passes = passes;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_WITHIN)
                        .build();
    }

    /** Empty when no answer came in time; whoever asks then knows nothing. */
    Optional<Answer> get(Person person, String path, Duration patience) {
        return send(request(person, path).timeout(patience).GET());
    }

    Optional<Answer> get(Person person, String path) {
        return get(person, path, ANSWER_WITHIN);
    }

    /**
     * @param key names the command: sent again with the same body it has one effect
     */
    Optional<Answer> post(Person person, String path, String key, JsonNode body) {
        return send(
                request(person, path)
                        .timeout(ANSWER_WITHIN)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(body.toString())));
    }

    /** A call that must be accepted, now or on a repetition. */
    Answer must(Person person, String path, String key, JsonNode body, Curtain curtain) {
        for (int attempt = 0; attempt < 20; attempt++) {
            Optional<Answer> answer = post(person, path, key, body);
            if (answer.isPresent() && !answer.get().tellsToAskAgain()) {
                return accepted(path, answer.get());
            }
            curtain.letPass(Duration.ofMillis(250));
        }
        throw new DemoFailure(path + " gets no answer");
    }

    private static Answer accepted(String path, Answer answer) {
        if (!answer.accepted()) {
            throw new DemoFailure(path + " is refused: " + answer.code());
        }
        return answer;
    }

    private HttpRequest.Builder request(Person person, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
        passes.of(person).ifPresent(pass -> request.header("Authorization", "Bearer " + pass));
        return request;
    }

    private Optional<Answer> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return Optional.of(new Answer(response.statusCode(), parse(response.body())));
        } catch (IOException unanswered) {
            return Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private JsonNode parse(String body) {
        try {
            return body.isBlank() ? json.createObjectNode() : json.readTree(body);
        } catch (JacksonException notJson) {
            return json.createObjectNode();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
