package io.sluice.log.kafka;

import io.sluice.log.ClusterHealth;
import io.sluice.log.ClusterView;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Asks Kafka's administration client. */
final class KafkaClusterHealth implements ClusterHealth {

    private final Admin admin;
    private final String topic;

    /** Never changes while the topic is ours, so it is read once. */
    private volatile OptionalInt fewestInSync = OptionalInt.empty();

    KafkaClusterHealth(Admin admin, String topic) {
        this.admin = admin;
        this.topic = topic;
    }

    @Override
    public ClusterView look(Duration deadline) {
        Deadline until = Deadline.in(deadline);
        Collection<Node> brokers =
                AdminCalls.await(
                        admin.describeCluster(
                                        new DescribeClusterOptions().timeoutMs(until.leftMillis()))
                                .nodes(),
                        until.left(),
                        "asking for the brokers");
        List<ClusterView.Copies> partitions =
                AdminCalls.await(
                                admin.describeTopics(
                                                List.of(topic),
                                                new DescribeTopicsOptions()
                                                        .timeoutMs(until.leftMillis()))
                                        .topicNameValues()
                                        .get(topic),
                                until.left(),
                                "describing topic " + topic)
                        .partitions()
                        .stream()
                        .map(KafkaClusterHealth::copies)
                        .toList();
        return new ClusterView(ids(brokers), fewestInSync(until), partitions);
    }

    private static ClusterView.Copies copies(TopicPartitionInfo partition) {
        Node leader = partition.leader();
        return new ClusterView.Copies(
                partition.partition(),
                leader != null && !leader.isEmpty(),
                ids(partition.replicas()),
                ids(partition.isr()));
    }

    private static List<Integer> ids(Collection<Node> brokers) {
        return brokers.stream().map(Node::id).sorted().toList();
    }

    private int fewestInSync(Deadline until) {
        OptionalInt known = fewestInSync;
        if (known.isPresent()) {
            return known.getAsInt();
        }
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        int read =
                Integer.parseInt(
                        AdminCalls.await(
                                        admin.describeConfigs(
                                                        List.of(resource),
                                                        new DescribeConfigsOptions()
                                                                .timeoutMs(until.leftMillis()))
                                                .values()
                                                .get(resource),
                                        until.left(),
                                        "reading the settings of topic " + topic)
                                .get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)
                                .value());
        fewestInSync = OptionalInt.of(read);
        return read;
    }
}
