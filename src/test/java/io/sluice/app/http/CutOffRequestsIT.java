package io.sluice.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

    @TempDir Path data;

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
        try (Socket client = connected(connector.getLocalPort())) {
            send(client, "GET /v1/status HTTP/1.1\r\nHost: localhost\r\n\r\n");
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
            try (Socket client = connected(http.port())) {
                send(
                        client,
                        "POST /v1/accounts/alice/withdrawals HTTP/1.1\r\nHost: localhost\r\n"
                                + "Content-Type: application/json\r\nIdempotency-Key: k\r\n"
                                + "Content-Length: "
                                + WITHDRAWAL.length()
                                + "\r\n\r\n"
                                + WITHDRAWAL.substring(0, WITHDRAWAL.length() / 2));
                assertMayBeTriedAgain(answer(client));
                assertThat(http.events()).isEqualTo(before);
            }
        }
    }

    private static Socket connected(int port) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
        client.setSoTimeout(20_000);
        return client;
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

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
