package io.sluice.demo;

import io.sluice.migration.EmbeddedDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The processes of the demo and their folder. Closing ends all of them, however far they are, and
 * may be done from another thread.
 */
final class Stage implements AutoCloseable {

    private static final Duration BROKER_WITHIN = Duration.ofMinutes(2);
    private static final Duration NODE_WITHIN = Duration.ofMinutes(3);
    private static final String BROKER_SAYS = "broker at ";
    private static final String NODE_SAYS = "Sluice is ready at ";

    private final Class<?> program;
    private final boolean keep;
    private final Path folder;
    private final PostgresProcess postgres;
    private final Curtain curtain;
    private final Deque<ChildProcess> children = new ArrayDeque<>();
    private volatile @Nullable ChildProcess broker;
    private String brokerAddress = "";
    private boolean closed;

    Stage(DemoOptions options, Curtain curtain) {
        this.program = options.program();
        this.keep = options.keep();
        this.curtain = curtain;
        try {
            this.folder = Files.createTempDirectory("sluice-demo-");
        } catch (IOException e) {
            throw new DemoFailure("cannot make a temporary folder", e);
        }
        this.postgres = new PostgresProcess(data());
    }

    /** The node's data folder. */
    Path data() {
        return folder.resolve("node");
    }

    Path folder() {
        return folder;
    }

    PostgresProcess postgres() {
        return postgres;
    }

    /** The first time on any port, then on the same: the node looks for it where it was. */
    void startBroker() {
        String port =
                brokerAddress.isEmpty()
                        ? "0"
                        : brokerAddress.substring(brokerAddress.lastIndexOf(':') + 1);
        ChildProcess started =
                begin(
                        Map.of(),
                        "broker",
                        "--data",
                        folder.resolve("broker").toString(),
                        "--port",
                        port);
        broker = started;
        brokerAddress = started.awaitSaying(BROKER_SAYS, BROKER_WITHIN, curtain);
    }

    /**
     * @return where it can be called
     */
    URI startNode(Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("sluice.kafka.bootstrap-servers", brokerAddress);
        all.put("sluice.kafka.replication-factor", "1");
        all.put("sluice.kafka.min-insync-replicas", "1");
        ChildProcess started =
                begin(
                        all,
                        "start",
                        "--until-input-ends",
                        "--port",
                        "0",
                        "--data",
                        data().toString());
        return URI.create(started.awaitSaying(NODE_SAYS, NODE_WITHIN, curtain));
    }

    private synchronized ChildProcess begin(Map<String, String> settings, String... arguments) {
        if (closed) {
            throw new DemoFailure("stopped");
        }
        ChildProcess child = ChildProcess.start(program, folder, settings, List.of(arguments));
        children.push(child);
        return child;
    }

    /**
     * @return its pid
     */
    long killBroker() {
        ChildProcess killed = broker;
        if (killed == null) {
            throw new IllegalStateException("there is no broker yet");
        }
        killed.kill();
        return killed.pid();
    }

    boolean brokerIsUp() {
        ChildProcess current = broker;
        return current != null && current.isAlive() && current.said(BROKER_SAYS).isPresent();
    }

    /** Who keeps the folder wants it in order; otherwise it only has to be gone. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        // The youngest first: a node before the broker that it needs to stop in order.
        children.stream().filter(ChildProcess::isAlive).forEach(this::end);
        var _ = EmbeddedDatabase.endLeftBehind(data().resolve("postgres"));
        if (!keep) {
            delete();
        }
    }

    private void end(ChildProcess process) {
        if (keep) {
            process.stop();
        } else {
            process.kill();
        }
    }

    private void delete() {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new DemoFailure("cannot delete " + folder, e);
        }
    }
}
