package io.sluice.bench.fire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * One node and one broker, each a process of its own, on loopback and one disk. The broker comes
 * back at its port and the node at any; {@link #url} always says where. The node has no database:
 * strong reads come from the ledger's owner, as they do while PostgreSQL is down. One thread at a
 * time stops and starts things.
 */
final class Topology implements AutoCloseable {

    private static final Duration STARTED_WITHIN = Duration.ofMinutes(3);
    private static final Duration BUILT_WITHIN = Duration.ofMinutes(10);
    private static final Pattern READY = Pattern.compile("Sluice is ready at (http://\\S+)");
    private static final Pattern BROKER = Pattern.compile(BrokerMain.READY + "(\\S+)");
    private static final Pattern VERSION = Pattern.compile("(?i)(sluice \\S+)");

    /**
     * Below the ports that the system gives to clients, so that nobody sits on it while the broker
     * is down; no client can then connect to itself either.
     */
    private static final int LOWEST_PORT = 20_000;

    private static final int PORTS = 12_000;

    /** What a broker needs beside the page cache. */
    private static final List<String> BROKER_MEMORY = List.of("-Xms256m", "-Xmx512m");

    private final Program program;
    private final Path folder;
    private final int partitions;
    private final int brokerPort;
    private Child broker;
    private Optional<Child> node = Optional.empty();
    private volatile String url = "";

    private Topology(Program program, Path folder, int partitions) {
        this.program = program;
        this.folder = folder;
        this.partitions = partitions;
        this.brokerPort = freePort();
        this.broker = newBroker();
    }

    /** Lets the launcher build what it must, so that no start has to. */
    static void prepare(Program program) {
        try (Child version = Child.start("version", program.with(List.of("version")), VERSION)) {
            version.awaitReady(BUILT_WITHIN);
            version.awaitEnd(BUILT_WITHIN);
        }
    }

    /**
     * Starts both and returns once they are ready.
     *
     * @param folder made where it is missing; keeps what is in it
     */
    static Topology start(Program program, Path folder, int partitions) {
        Topology topology = new Topology(program, folder, partitions);
        try {
            topology.broker.awaitReady(STARTED_WITHIN);
            topology.startNode();
            return topology;
        } catch (RuntimeException e) {
            topology.close();
            throw e;
        }
    }

    private static int freePort() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = LOWEST_PORT + RandomGenerator.getDefault().nextInt(PORTS);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
                return port;
            } catch (IOException taken) {
                // The next one, then.
            }
        }
        throw new IllegalStateException("there is no free port");
    }

    private Child newBroker() {
        Path kafka = folder.resolve("broker");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Child.start(
                "the broker",
                Program.java(
                                BrokerMain.class.getName(),
                                System.getProperty("java.class.path"),
                                BROKER_MEMORY)
                        .with(List.of(kafka.toString(), Integer.toString(brokerPort))),
                BROKER);
    }

    void startNode() {
        startNode(Map.of());
    }

    /**
     * Returns once it is ready.
     *
     * @param environment more of it
     * @throws IllegalStateException when it does not get there
     */
    void startNode(Map<String, String> environment) {
        Child starting = beginNode(environment);
        url = starting.awaitReady(STARTED_WITHIN);
    }

    /** Starts it and waits for nothing: it may be about to die. */
    Child beginNode(Map<String, String> environment) {
        ProcessBuilder builder =
                program.with(List.of("start", "--port", "0", "--data", data().toString()));
        builder.environment().putAll(settings());
        builder.environment().putAll(environment);
        Child starting = Child.start("the node", builder, READY);
        node = Optional.of(starting);
        return starting;
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("SLUICE_ROLES", "command,projection");
        settings.put("SLUICE_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:1/nobody");
        settings.put("SLUICE_PAYOUT_MOSTOPEN", Integer.toString(Integer.MAX_VALUE));
        settings.put("SLUICE_STARTWITHIN", "120s");
        settings.put("SLUICE_KAFKA_BOOTSTRAPSERVERS", bootstrapServers());
        settings.put("SLUICE_KAFKA_PARTITIONS", Integer.toString(partitions));
        settings.put("SLUICE_KAFKA_REPLICATIONFACTOR", "1");
        settings.put("SLUICE_KAFKA_MININSYNCREPLICAS", "1");
        settings.put("SLUICE_KAFKA_FLUSHMESSAGES", "1");
        return settings;
    }

    /** Where the node is; of one that is down, where it was. */
    String url() {
        return url;
    }

    void at(String address) {
        url = address;
    }

    Path data() {
        return folder.resolve("data");
    }

    String bootstrapServers() {
        return "127.0.0.1:" + brokerPort;
    }

    int partitions() {
        return partitions;
    }

    Child node() {
        return node.orElseThrow();
    }

    Child broker() {
        return broker;
    }

    void restartBroker() {
        broker = newBroker();
        broker.awaitReady(STARTED_WITHIN);
    }

    @Override
    public void close() {
        node.ifPresent(Child::close);
        broker.close();
    }
}
