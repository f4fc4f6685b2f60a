package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Starting, where it cannot be started, stopping, dying and coming back. */
@Isolated("how long a stop takes is measured")
class StartAndStopIT {

    private static final Duration REFUSED_WITHIN = Duration.ofSeconds(30);

    @TempDir Path folder;

    @Test
    void keepsWhatItAcknowledgedThroughAStopAndThroughAKill() throws Exception {
        Path data = folder.resolve("data of ours");
        String position;
        try (RunningSluice sluice = RunningSluice.start(data)) {
            assertThat(sluice.api().get("/actuator/health/readiness").status()).isEqualTo(200);
            Api.Answer opened = sluice.api().post("/v1/accounts", "{\"accountId\":\"alice\"}");
            assertThat(opened.status()).isEqualTo(201);
            position = opened.at("/position");
            assertThat(data.resolve("postgres")).exists();
            assertThat(data.resolve("postgres-programs"))
                    .as("these are where the setting says")
                    .doesNotExist();
            assertThat(sluice.stop()).isLessThan(Duration.ofSeconds(10));
        }
        assertThat(data.resolve("runtime.properties")).doesNotExist();

        try (RunningSluice again = RunningSluice.start(data)) {
            assertAliceIsThere(again, position);
            again.kill();
        }
        assertThat(data.resolve("runtime.properties")).exists();

        try (RunningSluice again = RunningSluice.start(data)) {
            assertAliceIsThere(again, position);
        }
        RunningSluice.Verified verified = RunningSluice.verify(data);
        assertThat(verified.status()).as(verified.text()).isZero();
    }

    private static void assertAliceIsThere(RunningSluice sluice, String position) throws Exception {
        Api.Answer alice = sluice.api().get("/v1/accounts/alice?wait=30&at-least=" + position);
        assertThat(alice.status()).as(alice.body().toString()).isEqualTo(200);
    }

    @Test
    void saysInOneLineThatTheFolderIsInUse() throws Exception {
        Path data = folder.resolve("data");
        try (RunningSluice sluice = RunningSluice.start(data)) {
            assertRefused(
                    "0",
                    data,
                    "sluice: the data folder "
                            + data
                            + " is in use by another Sluice (process "
                            + sluice.product().process().pid()
                            + "); stop it or choose another folder with --data");
            assertThat(sluice.api().get("/actuator/health/readiness").status()).isEqualTo(200);
        }
    }

    @Test
    void saysInOneLineThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            int port = taken.getLocalPort();
            Path data = folder.resolve("data");
            assertRefused(
                    Integer.toString(port),
                    data,
                    "sluice: port " + port + " is taken; choose another one with --port");
            assertThat(data).doesNotExist();
        }
    }

    @Test
    void saysInOneLineThatTheFolderCannotBeWritten() throws Exception {
        // Below a file, where not even root can make a folder.
        Path data = Files.createFile(folder.resolve("file")).resolve("data");
        assertRefused(
                "0",
                data,
                "sluice: cannot write to the data folder "
                        + data
                        + " (FileSystemException); choose another one with --data");
    }

    private void assertRefused(String port, Path data, String line) throws Exception {
        ProductProcess refused =
                ProductProcess.run(
                        folder, Map.of(), "start", "--port", port, "--data", data.toString());
        assertThat(refused.exit(REFUSED_WITHIN)).isEqualTo(1);
        assertThat(refused.lines()).containsExactly("Sluice is starting ...", line);
    }
}
