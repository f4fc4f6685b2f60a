package io.sluice.app.http;

import static org.awaitility.Awaitility.await;

import io.sluice.app.signin.SignInConfiguration;
import io.sluice.command.CommandConfiguration;
import io.sluice.command.EventPayloads;
import io.sluice.command.MemoryGuard;
import io.sluice.command.MemoryLogs;
import io.sluice.command.bus.Commands;
import io.sluice.ledger.money.Catalogue;
import io.sluice.log.PayloadCodec;
import io.sluice.log.writer.LedgerNode;
import io.sluice.log.writer.LedgerNodeSettings;
import io.sluice.log.writer.WriterSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node with role command on a free port, with its real Tomcat, on a log in memory. */
final class HttpNode implements AutoCloseable {

    static final int MOST_IN_FLIGHT = 64;

    final MemoryLogs logs = new MemoryLogs(2);
    final LedgerNode node;
    private final ConfigurableApplicationContext context;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * @param settings more of them, as {@code name=value}
     */
    HttpNode(Path data, String... settings) {
        node =
                new LedgerNode(
                        new LedgerNodeSettings(
                                true,
                                new WriterSettings(
                                        MOST_IN_FLIGHT,
                                        Duration.ofSeconds(60),
                                        Duration.ofMillis(200)),
                                Duration.ofMillis(50),
                                Duration.ofSeconds(10)),
                        logs,
                        new MemoryGuard(),
                        new EventPayloads(),
                        Clock.systemUTC());
        context =
                new SpringApplicationBuilder(Parts.class)
                        .initializers(c -> c.getBeanFactory().registerSingleton("ledgerNode", node))
                        .run(
                                Stream.concat(
                                                Stream.of(
                                                        "server.port=0",
                                                        "sluice.data=" + data,
                                                        "sluice.rail.sandbox.submit-delay=1ms",
                                                        "sluice.rail.sandbox.settle-delay=1ms",
                                                        "sluice.circuit.answer-within=2s",
                                                        "sluice.watchdog.stuck-appends.action=ALARM",
                                                        "management.endpoint.health.validate-group-membership=false"),
                                                Stream.of(settings))
                                        .map(setting -> "--" + setting)
                                        .toArray(String[]::new));
        node.start();
        await().atMost(Duration.ofSeconds(10)).until(node::isReady);
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({
        CommandConfiguration.class,
        HttpProblemsConfiguration.class,
        SignInConfiguration.class
    })
    static class Parts {
        @Bean
        Catalogue catalogue() {
            return Catalogue.standard();
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        PayloadCodec payloadCodec() {
            return new EventPayloads();
        }
    }

    int port() {
        return java.util.Objects.requireNonNull(
                        ((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    /** For commands that others give than whoever calls over HTTP. */
    Commands commands() {
        return context.getBean(Commands.class);
    }

    /** Everything that may be called, the actuator's endpoints included. */
    Stream<RequestMappingInfoHandlerMapping> mappings() {
        return context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream();
    }

    /** How many events there are, in all partitions. */
    long events() {
        return node.events(0).nextSequence() + node.events(1).nextSequence();
    }

    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(response.body());
        }

        String at(String pointer) {
            return json().at(pointer).asString("");
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String code() {
            return at("/code");
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(30));
    }

    HttpRequest.Builder keyed(String path, String key) {
        return request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    CompletableFuture<Answer> sendLater(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Answer::new);
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, String body) {
        return post(path, UUID.randomUUID().toString(), body);
    }

    Answer post(String path, String key, String body) {
        return send(keyed(path, key).POST(BodyPublishers.ofString(body)));
    }

    Answer put(String path, String body) {
        return send(keyed(path, UUID.randomUUID().toString()).PUT(BodyPublishers.ofString(body)));
    }

    /** Opens the account and gives it 10 BTC and 10 ETH. */
    void funded(String account) {
        post("/v1/accounts", Json.of(Map.of("accountId", account)));
        for (String asset : new String[] {"BTC", "ETH"}) {
            post(
                    "/v1/accounts/" + account + "/deposits",
                    Json.of(Map.of("asset", asset, "amount", "10", "reference", "r" + asset)));
        }
    }

    static String withdrawal(String amount) {
        return withdrawal("BTC", "bitcoin", amount, "bc1qexample");
    }

    static String withdrawal(String asset, String network, String amount, String address) {
        return Json.of(
                Map.of(
                        "asset", asset,
                        "network", network,
                        "amount", amount,
                        "destination", Map.of("address", address)));
    }

    static String pause(String kind, String mode) {
        return Json.of(
                Map.of(
                        "scope",
                        Map.of("kind", kind),
                        "mode",
                        mode,
                        "reason",
                        "a drill",
                        "reasonClass",
                        "DRILL"));
    }

    @Override
    public void close() {
        http.shutdownNow();
        context.close();
        node.close();
    }
}
