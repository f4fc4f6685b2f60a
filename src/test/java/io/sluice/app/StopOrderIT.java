package io.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.command.CommandConfiguration;
import io.sluice.command.MemoryGuard;
import io.sluice.command.MemoryLogs;
import io.sluice.ledger.money.Catalogue;
import io.sluice.log.PayloadCodec;
import io.sluice.log.WriterState;
import io.sluice.log.writer.LedgerNode;
import io.sluice.log.writer.LedgerNodeSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Requests first, then the command side, then the ledger's node. */
class StopOrderIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir Path data;

    @Test
    void theCommandSideStopsAfterTheLastRequestWasAnsweredAndBeforeTheLedgersNode()
            throws Exception {
        ConfigurableApplicationContext context = start();
        SlowRequest slow = context.getBean(SlowRequest.class);
        SmartLifecycle commandSide = context.getBean("commandSide", SmartLifecycle.class);
        LedgerNode node = context.getBean(LedgerNode.class);
        int port = port(context);
        try (HttpClient http = HttpClient.newHttpClient()) {
            CompletableFuture<HttpResponse<String>> answer =
                    http.sendAsync(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/slow"))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(slow.begun.await(10, TimeUnit.SECONDS)).isTrue();
            Thread stopping = Thread.ofVirtual().start(context::close);
            await().atMost(SOON).until(() -> !takesConnections(port));

            assertThat(commandSide.isRunning()).as("while a request is in flight").isTrue();
            assertThat(node.writer(0).state()).isEqualTo(WriterState.SERVING);

            slow.mayEnd.countDown();
            assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("done");
            assertThat(stopping.join(SOON)).isTrue();
        }
        assertThat(commandSide.isRunning()).isFalse();
        assertThat(node.writer(0).state()).isEqualTo(WriterState.STEPPED_DOWN);
        assertThat(commandSide.getPhase()).isGreaterThan(new LedgerLifecycle(node).getPhase());
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(Parts.class)
                .run(
                        "--server.port=0",
                        "--sluice.data=" + data,
                        "--spring.lifecycle.timeout-per-shutdown-phase=30s",
                        "--management.endpoint.health.validate-group-membership=false");
    }

    private static int port(ConfigurableApplicationContext context) {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    private static boolean takesConnections(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    @RestController
    static final class SlowRequest {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch mayEnd = new CountDownLatch(1);

        @GetMapping("/slow")
        String slow() throws InterruptedException {
            begun.countDown();
            return mayEnd.await(25, TimeUnit.SECONDS) ? "done" : "given up";
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({CommandConfiguration.class, SlowRequest.class})
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
            return new LedgerPayloads();
        }

        @Bean(destroyMethod = "")
        LedgerNode ledgerNode(PayloadCodec payloads, Clock clock) {
            return new LedgerNode(
                    LedgerNodeSettings.ofOwner(),
                    new MemoryLogs(1),
                    new MemoryGuard(),
                    payloads,
                    clock);
        }

        @Bean
        LedgerLifecycle ledgerLifecycle(LedgerNode node) {
            return new LedgerLifecycle(node);
        }
    }
}
