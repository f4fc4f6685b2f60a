package io.sluice.log.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The settings of the one broker, which is its own controller. */
final class BrokerProperties {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    static final String HOST = "127.0.0.1";

    private BrokerProperties() {}

    static Properties of(Path folder, int clientPort, int controllerPort) {
        Properties all = new Properties();
        all.putAll(network(clientPort, controllerPort));
        all.putAll(storage(folder));
        all.putAll(oneCopy());
        all.putAll(smallMachine());
        all.putAll(liveness());
        return all;
    }

    /**
     * The quorum is static on purpose: its voters' addresses then live in this configuration alone,
     * and the ports may be others at every start. A dynamic quorum keeps them in the metadata log.
     */
    private static Map<String, String> network(int clientPort, int controllerPort) {
        String clients = "PLAINTEXT://%s:%d".formatted(HOST, clientPort);
        String controller = "%s:%d".formatted(HOST, controllerPort);
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE_ID),
                "listeners",
                clients + "," + CONTROLLER_LISTENER + "://" + controller,
                "advertised.listeners",
                clients,
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name",
                "PLAINTEXT",
                "controller.quorum.voters",
                NODE_ID + "@" + controller);
    }

    private static Map<String, String> storage(Path folder) {
        return Map.of(
                "log.dirs", folder.toString(),
                // A broker without its only folder is none: fail at once, do not linger.
                "log.dir.failure.timeout.ms", "1000",
                "log.retention.ms", "-1",
                "auto.create.topics.enable", "false",
                "delete.topic.enable", "true",
                "num.recovery.threads.per.data.dir", "2",
                // Default 128 MB, taken at once, and nothing here needs compacting but group
                // offsets.
                "log.cleaner.dedupe.buffer.size", "2097152",
                "log.cleaner.io.buffer.size", "262144");
    }

    private static Map<String, String> oneCopy() {
        return Map.of(
                "default.replication.factor", "1",
                "min.insync.replicas", "1",
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "1");
    }

    /**
     * A request that appends holds its thread while the disk syncs, so reads need some to spare.
     */
    private static Map<String, String> smallMachine() {
        return Map.of(
                "num.network.threads", "2",
                "num.io.threads", "8",
                "background.threads", "2",
                "num.replica.fetchers", "1",
                "group.coordinator.threads", "1",
                "share.coordinator.threads", "1",
                "queued.max.requests", "200",
                "socket.request.max.bytes", "33554432",
                "group.initial.rebalance.delay.ms", "0");
    }

    /**
     * After a kill the controller still believes in the dead broker until its session has passed,
     * and turns the new one away: the session bounds the next start.
     */
    private static Map<String, String> liveness() {
        return Map.of(
                "broker.session.timeout.ms", "3000",
                "broker.heartbeat.interval.ms", "500",
                "initial.broker.registration.timeout.ms", "30000",
                "controller.quorum.election.timeout.ms", "500",
                "controller.quorum.election.backoff.max.ms", "200");
    }
}
