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
import org.jspecify.annotations.Nullable;

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
    private volatile boolean closed;
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
        CompletableFuture<Answer> decided = new CompletableFuture<>();
        ask(request, System.nanoTime() + PATIENCE.toNanos(), decided);
        return decided;
    }

    private void ask(
            Supplier<HttpRequest> request, long endNanos, CompletableFuture<Answer> decided) {
        try {
            var _ =
                    send(request.get())
                            .whenComplete(
                                    (answer, failure) -> {
                                        if (answer != null && !answer.tellsToAskAgain()) {
                                            decided.complete(answer);
                                        } else if (closed || System.nanoTime() - endNanos > 0) {
                                            decided.completeExceptionally(
                                                    undecided(answer, failure));
                                        } else {
                                            later(() -> ask(request, endNanos, decided));
                                        }
                                    });
        } catch (RuntimeException e) {
            decided.completeExceptionally(e);
        }
    }

    private static IllegalStateException undecided(
            @Nullable Answer answer, @Nullable Throwable failure) {
        return new IllegalStateException(
                "no decision in time; last: " + (failure == null ? answer : failure.toString()));
    }

    private void later(Runnable task) {
        int millis = ThreadLocalRandom.current().nextInt(LEAST_BACKOFF_MILLIS, MOST_BACKOFF_MILLIS);
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, threads).execute(task);
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
        closed = true;
        http.shutdownNow();
        threads.shutdownNow();
    }
}
