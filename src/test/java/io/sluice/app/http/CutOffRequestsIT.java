package io.sluice.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.Http11NioProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that do not arrive whole, through nothing that would be so again. */
class CutOffRequestsIT {

    private static final String WITHDRAWAL = HttpNode.withdrawal("1");

    /** Said when the body is begun to be read. */
    private static final String GO_ON = "HTTP/1.1 100 \r\n\r\n";

    @TempDir Path data;

    @Test
    void aNodeThatStopsWhileABodyArrivesDoesNotBlameTheRequest() throws Exception {
        HttpNode http = new HttpNode(data, "spring.lifecycle.timeout-per-shutdown-phase=200ms");
        http.funded("alice");
        long before = http.events();
        try (Socket client = begun(http)) {
            Thread stopping = Thread.ofVirtual().start(http::close);
            assertThat(answer(client)).as("the connection is closed").isEmpty();
            assertThat(stopping.join(Duration.ofSeconds(30))).isTrue();
            assertThat(http.events()).isEqualTo(before);
        }
    }

    /** It has read the first line as it learns that it is to stop, and reads no further. */
    @Test
    void aRequestThatComesAsTheNodeStopsIsNotBlamed() throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(data.toString());
        Connector connector = new Connector(PausedBehindTheFirstLine.class.getName());
        connector.setPort(0);
        tomcat.setConnector(connector);
        ((StandardHost) tomcat.getHost()).setErrorReportValveClass(ProblemValve.class.getName());
        tomcat.start();
        try (Socket client =
                new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
            client.setSoTimeout(20_000);
            client.getOutputStream()
                    .write(
                            "GET /v1/status HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                    .getBytes(StandardCharsets.ISO_8859_1));
            assertMayBeTriedAgain(answer(client));
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    /** Is asked before it reads a request, and again once it has the first line. */
    public static final class PausedBehindTheFirstLine extends Http11NioProtocol {

        private final AtomicBoolean asked = new AtomicBoolean();

        @Override
        public boolean isPaused() {
            return asked.getAndSet(true);
        }
    }

    @Test
    void aBodyThatDoesNotComeInTimeDoesNotBlameTheRequest() throws Exception {
        try (HttpNode http = new HttpNode(data, "server.tomcat.connection-timeout=500ms")) {
            http.funded("alice");
            long before = http.events();
            try (Socket client = begun(http)) {
                assertMayBeTriedAgain(answer(client));
                assertThat(http.events()).isEqualTo(before);
            }
        }
    }

    /** Its header has arrived, half of its body, and the node waits for the rest. */
    private static Socket begun(HttpNode http) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), http.port());
        client.setSoTimeout(20_000);
        String head =
                """
                POST /v1/accounts/alice/withdrawals HTTP/1.1
                Host: localhost
                Content-Type: application/json
                Idempotency-Key: k
                Expect: 100-continue
                Content-Length: %d

                """
                        .formatted(WITHDRAWAL.length())
                        .replace("\n", "\r\n");
        client.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        byte[] goOn = client.getInputStream().readNBytes(GO_ON.length());
        assertThat(new String(goOn, StandardCharsets.ISO_8859_1)).isEqualTo(GO_ON);
        client.getOutputStream()
                .write(
                        WITHDRAWAL
                                .substring(0, WITHDRAWAL.length() / 2)
                                .getBytes(StandardCharsets.ISO_8859_1));
        return client;
    }

    /** Nothing where the connection was closed. */
    private static String answer(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void assertMayBeTriedAgain(String answer) {
        assertThat(answer)
                .startsWith("HTTP/1.1 503")
                .contains("\"code\":\"store-unavailable\"")
                .contains("\"effect\":\"none\"")
                .contains("\"retry\":\"after\"");
    }
}
