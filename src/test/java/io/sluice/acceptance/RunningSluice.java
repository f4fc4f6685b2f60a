package io.sluice.acceptance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.awaitility.Awaitility;

/**
 * A node in a process of its own, ready, on a free port and a folder of the test's. Kill it, stop
 * it, and start another on the same folder.
 */
public final class RunningSluice implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration GONE_WITHIN = Duration.ofSeconds(30);
    private static final String READY = "Sluice is ready at http://127.0.0.1:";

    private final ProductProcess product;
    private final Path data;
    private final Api api;

    private RunningSluice(ProductProcess product, Path data, int port) {
        this.product = product;
        this.data = data;
        this.api = new Api(URI.create("http://127.0.0.1:" + port));
    }

    /** Starts a node on the folder and waits until it is ready. */
    public static RunningSluice start(Path data) throws IOException {
        return start(data, Map.of());
    }

    /**
     * @param settings of the node by name, for example {@code sluice.rail.settle-delay}
     */
    public static RunningSluice start(Path data, Map<String, String> settings) throws IOException {
        ProductProcess product =
                ProductProcess.run(
                        folderOf(data),
                        settings,
                        "start",
                        "--port",
                        "0",
                        "--data",
                        data.toString());
        try {
            Awaitility.await("the node is ready")
                    .atMost(READY_WITHIN)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> port(product).isPresent() || !product.process().isAlive());
            return new RunningSluice(
                    product,
                    data,
                    port(product)
                            .orElseThrow(() -> new AssertionError("ended: " + product.lines())));
        } catch (RuntimeException | Error e) {
            product.process().destroyForcibly();
            throw new AssertionError("the node does not start: " + product.lines(), e);
        }
    }

    private static Optional<Integer> port(ProductProcess product) {
        return product.lines().stream()
                .filter(line -> line.startsWith(READY))
                .map(line -> Integer.parseInt(line.substring(READY.length())))
                .findFirst();
    }

    private static Path folderOf(Path data) {
        return Objects.requireNonNull(data.toAbsolutePath().getParent());
    }

    public Api api() {
        return api;
    }

    public Path data() {
        return data;
    }

    public ProductProcess product() {
        return product;
    }

    /** SIGTERM; returns how long it took to go. */
    public Duration stop() throws InterruptedException {
        long begin = System.nanoTime();
        product.process().destroy();
        var _ = product.exit(GONE_WITHIN);
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** SIGKILL: whatever it was doing, it does no more. Its PostgreSQL stays behind. */
    public void kill() throws InterruptedException {
        product.process().destroyForcibly();
        var _ = product.exit(GONE_WITHIN);
    }

    /**
     * SIGKILL for its PostgreSQL, where one runs; the node starts it again after a second or so.
     */
    public void killPostgres() throws IOException, InterruptedException {
        Path pidFile = data.resolve("postgres").resolve("postmaster.pid");
        List<String> lines = Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
        if (!lines.isEmpty()) { // it is being started where there is a file with nothing in it
            var _ = ProductProcess.signal("KILL", Long.parseLong(lines.getFirst().trim()));
        }
    }

    /** Stops it in whatever state it is, so that a test's folder can be deleted. */
    @Override
    public void close() {
        try {
            if (product.process().isAlive()) {
                var _ = stop();
            }
        } catch (InterruptedException e) {
            product.process().destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            api.close();
        }
    }

    /** Runs {@code ./sluice verify} on the folder. */
    public static Verified verify(Path data) throws IOException, InterruptedException {
        return verified(data, "verify", "--data", data.toString());
    }

    /**
     * Runs {@code ./sluice verify} on a ledger that is kept elsewhere.
     *
     * @param data a folder of nobody's, so that there is nothing to compare the ledger with
     */
    public static Verified verify(Path data, String bootstrapServers)
            throws IOException, InterruptedException {
        return verified(data, "verify", "--data", data.toString(), "--kafka", bootstrapServers);
    }

    private static Verified verified(Path data, String... arguments)
            throws IOException, InterruptedException {
        ProductProcess verify = ProductProcess.run(folderOf(data), Map.of(), arguments);
        int status = verify.exit(Duration.ofMinutes(2));
        return new Verified(status, String.join("\n", verify.lines()));
    }

    /** What the verifier said. */
    public record Verified(int status, String text) {}
}
