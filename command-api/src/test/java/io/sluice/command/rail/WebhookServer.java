package io.sluice.command.rail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A rail's end of a webhook: answers as it is told, and remembers who called. */
public final class WebhookServer implements AutoCloseable {

    private static final int LONGEST_WAIT_SECONDS = 30;

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Function<Call, Reply> script;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    /**
     * @param number of this call among those with its key, from 1
     */
    public record Call(String key, String signature, String contentType, String body, int number) {}

    /**
     * @param status 0 to close the connection without a word
     * @param first what must have happened before it is sent
     */
    public record Reply(int status, String body, CountDownLatch first) {

        public static Reply of(int status, String body) {
            return new Reply(status, body, new CountDownLatch(0));
        }

        public static Reply settled(String transaction) {
            return of(200, "{\"status\":\"settled\",\"transaction\":\"" + transaction + "\"}");
        }

        public Reply onceOpen(CountDownLatch latch) {
            return new Reply(status, body, latch);
        }
    }

    private WebhookServer(HttpServer server, Function<Call, Reply> script) {
        this.server = server;
        this.script = script;
    }

    public static WebhookServer start(Function<Call, Reply> script) {
        try {
            HttpServer http =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
            WebhookServer server = new WebhookServer(http, script);
            http.setExecutor(server.workers);
            http.createContext("/", server::take);
            http.start();
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        mostAtOnce.accumulateAndGet(now.incrementAndGet(), Math::max);
        try (exchange) {
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Reply reply = script.apply(note(exchange, key, body));
            if (reply.first().await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)
                    && reply.status() != 0) {
                byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            now.decrementAndGet();
        }
    }

    private synchronized Call note(HttpExchange exchange, String key, String body) {
        Call call =
                new Call(
                        key,
                        exchange.getRequestHeaders().getFirst("Sluice-Signature"),
                        exchange.getRequestHeaders().getFirst("Content-Type"),
                        body,
                        calls(key).size() + 1);
        calls.add(call);
        return call;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/payouts");
    }

    public List<Call> calls() {
        return calls;
    }

    public List<Call> calls(String key) {
        return calls.stream().filter(call -> call.key().equals(key)).toList();
    }

    public int mostAtOnce() {
        return mostAtOnce.get();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
