package io.sluice.bench.fire;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What is asked of the node, over connections that stay open. Where no decision comes it asks again
 * with the same key, as any client should, until one comes or its patience ends.
 */
final class Client implements AutoCloseable {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int LEAST_BACKOFF_MILLIS = 100;
    private static final int MOST_BACKOFF_MILLIS = 500;
    private static final int THREADS = 4;

    private final Supplier<String> url;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(
                    THREADS, Thread.ofPlatform().daemon().name("client-", 0).factory());
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .executor(threads)
                    .build();

    /**
     * @param url asked for each request: the node comes back elsewhere
     */
    Client(Supplier<String> url) {
        this.url = url;
    }

    /** The first decision. Fails when none comes in time. */
    CompletableFuture<Answer> post(String path, String key, String body) {
        return asked(() -> toPost(path, key, body));
    }

    /** As {@link #post}; blocks. */
    Answer posted(String path, String key, String body) {
        return await(post(path, key, body));
    }

    /** Blocks. */
    Answer got(String path) {
        return await(asked(() -> HttpRequest.newBuilder(at(path)).timeout(ANSWER_WITHIN).build()));
    }

    /** Sent once, and what came of it: also an answer that is no decision. Blocks. */
    Answer postedOnce(String path, String key, String body) {
        return await(send(toPost(path, key, body)));
    }

    /** For an answer of many lines: the body as it comes. Blocks until it begins. */
    Stream<String> lines(String path, String key, String body, Duration longest) {
        HttpRequest request =
                HttpRequest.newBuilder(at(path))
                        .timeout(longest)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(body))
                        .build();
        var answer = http.sendAsync(request, BodyHandlers.ofLines()).join();
        if (answer.statusCode() != Answer.OK) {
            throw new IllegalStateException(
                    path
                            + " was answered with "
                            + answer.statusCode()
                            + ": "
                            + answer.body().limit(5).toList());
        }
        return answer.body();
    }

    private HttpRequest toPost(String path, String key, String body) {
        return HttpRequest.newBuilder(at(path))
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private URI at(String path) {
        return URI.create(url.get() + path);
    }

    private CompletableFuture<Answer> send(HttpRequest request) {
        return http.sendAsync(request, BodyHandlers.ofString())
                .thenApply(response -> new Answer(response.statusCode(), response.body()));
    }

    private CompletableFuture<Answer> asked(Supplier<HttpRequest> request) {
        return asked(request, System.nanoTime() + PATIENCE.toNanos());
    }

    private CompletableFuture<Answer> asked(Supplier<HttpRequest> request, long endNanos) {
        return send(request.get())
                .handle(
                        (answer, failure) -> {
                            boolean isDecided = failure == null && !answer.tellsToAskAgain();
                            if (isDecided) {
                                return CompletableFuture.completedFuture(answer);
                            }
                            if (System.nanoTime() - endNanos > 0) {
                                return CompletableFuture.<Answer>failedFuture(
                                        new IllegalStateException(
                                                "no decision within "
                                                        + PATIENCE
                                                        + "; last: "
                                                        + (failure == null
                                                                ? answer.body()
                                                                : failure.toString())));
                            }
                            return later().thenCompose(_ -> asked(request, endNanos));
                        })
                .thenCompose(next -> next);
    }

    private CompletableFuture<Void> later() {
        int millis =
                ThreadLocalRandom.current().nextInt(LEAST_BACKOFF_MILLIS, MOST_BACKOFF_MILLIS);
        return CompletableFuture.runAsync(
                () -> {},
                CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, threads));
    }

    private static Answer await(CompletableFuture<Answer> answer) {
        try {
            return answer.orTimeout(PATIENCE.toMillis() * 2, TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("no answer: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }
}
