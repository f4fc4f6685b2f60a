package io.sluice.bench.big;

import io.sluice.ledger.id.AccountId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is asked of a running node, over HTTP on connections that stay open. */
final class ProductClient implements AutoCloseable {

    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(2);
    private static final int AT_ONCE = 64;
    private static final int CREATED = 201;
    private static final double NANOS_PER_MILLI = 1e6;

    private final String url;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    ProductClient(String url) {
        this.url = url;
    }

    /** A read and how long it took. */
    record Read(int status, String body, double millis) {

        private static final int FOUND = 200;

        boolean isFound() {
            return status == FOUND;
        }

        /** Decimal texts by asset. */
        Map<String, String> available() {
            Map<String, String> available = new HashMap<>();
            for (JsonNode balance : JsonMapper.shared().readTree(body).get("balances")) {
                available.put(
                        balance.get("asset").stringValue(), balance.get("available").stringValue());
            }
            return available;
        }
    }

    /** A strong read: from the partition's owner. */
    Read account(AccountId account) {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(url + "/v1/accounts/" + account + "?consistency=strong"))
                        .timeout(ANSWER_WITHIN)
                        .build();
        long begin = System.nanoTime();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Read(
                    answer.statusCode(),
                    answer.body(),
                    (System.nanoTime() - begin) / NANOS_PER_MILLI);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    /**
     * Deposits a cent each, many at once; returns when so many were taken, while others are still
     * on their way. Those may fail, for what comes next is a crash.
     */
    void depositUntil(List<AccountId> accounts, int taken) {
        CountDownLatch left = new CountDownLatch(taken);
        Semaphore room = new Semaphore(AT_ONCE);
        long end = System.nanoTime() + ANSWER_WITHIN.toNanos();
        try {
            for (int number = 0; left.getCount() > 0; number++) {
                if (System.nanoTime() > end
                        || !room.tryAcquire(ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IllegalStateException("deposits are not taken");
                }
                var _ =
                        http.sendAsync(
                                        deposit(accounts.get(number % accounts.size())),
                                        HttpResponse.BodyHandlers.discarding())
                                .whenComplete(
                                        (answer, _) -> {
                                            room.release();
                                            if (answer != null && answer.statusCode() == CREATED) {
                                                left.countDown();
                                            }
                                        });
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private HttpRequest deposit(AccountId account) {
        UUID once = UUID.randomUUID();
        return HttpRequest.newBuilder(URI.create(url + "/v1/accounts/" + account + "/deposits"))
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", once.toString())
                .POST(
                        HttpRequest.BodyPublishers.ofString(
                                "{\"asset\":\"EUR\",\"amount\":\"0.01\",\"reference\":\"%s\"}"
                                        .formatted(once)))
                .build();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
