package io.sluice.command.rail;

import io.sluice.command.payout.Instruction;
import io.sluice.ledger.money.Catalogue;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One POST a try. Redirects are not followed: an instruction goes where the settings say. */
final class WebhookDelivery implements Delivery {

    private static final int MOST_BYTES = 64 << 10;
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final URI url;
    private final Signature signature;
    private final Duration requestTimeout;
    private final Catalogue catalogue;
    private final Clock clock;
    private final HttpClient client;

    WebhookDelivery(
            URI url,
            Signature signature,
            Duration connectTimeout,
            Duration requestTimeout,
            Catalogue catalogue,
            Clock clock) {
        this.url = url;
        this.signature = signature;
        this.requestTimeout = requestTimeout;
        this.catalogue = catalogue;
        this.clock = clock;
        this.client =
                HttpClient.newBuilder()
                        .connectTimeout(connectTimeout)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
    }

    @Override
    public CompletableFuture<Answer> deliver(Instruction instruction) {
        String id = instruction.withdrawalId().toString();
        byte[] body = InstructionJson.of(instruction, catalogue);
        HttpRequest request =
                HttpRequest.newBuilder(url)
                        .timeout(requestTimeout)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", id)
                        .header(Signature.HEADER, signature.of(clock.instant(), body))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        // The request's own timeout ends with the headers; a body that trickles is bounded here.
        return exchange.orTimeout(requestTimeout.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(
                        response -> WebhookAnswers.of(response.statusCode(), response.body(), id))
                .exceptionally(WebhookDelivery::answerOf);
    }

    private static Answer answerOf(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
                return new Answer.NotTaken("cannot connect: " + cause);
            }
        }
        return new Answer.Unclear("no answer: " + failure);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
