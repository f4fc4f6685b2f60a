package io.sluice.log.kafka;

import io.sluice.log.LogUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the ledger's topic, or makes sure that the one that is there can carry a ledger. */
public final class LedgerTopic {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerTopic.class);
    private static final Duration ASK_AGAIN = Duration.ofMillis(50);

    /** Recovery after a crash reads the last segment of every partition. */
    private static final long SEGMENT_BYTES = 256L << 20;

    /**
     * A sync of the log syncs its two indexes as well, and with Kafka's 4 KB nearly every append
     * has made them dirty.
     */
    private static final int INDEX_INTERVAL_BYTES = 128 << 10;

    private final KafkaLogSettings settings;
    private final LedgerTopicSettings wanted;

    private LedgerTopic(KafkaLogSettings settings, LedgerTopicSettings wanted) {
        this.settings = settings;
        this.wanted = wanted;
    }

    /**
     * When it returns, the topic exists as wanted and every partition has a leader. Several nodes
     * may call it at once. An existing topic is never changed.
     *
     * @throws LedgerTopicMismatchException when the topic that is there is another
     * @throws LogUnavailableException when the brokers do not answer, or no partition can be led,
     *     within the deadline
     */
    public static void createOrCheck(
            KafkaLogSettings settings, LedgerTopicSettings wanted, Duration deadline) {
        new LedgerTopic(settings, wanted).createOrCheck(Deadline.in(deadline));
    }

    private void createOrCheck(Deadline deadline) {
        try (CloseableAdmin closeable = CloseableAdmin.open(settings)) {
            Admin admin = closeable.admin();
            if (find(admin, deadline).isEmpty()) {
                create(admin, deadline);
            }
            TopicDescription topic = awaitLeaders(admin, deadline);
            List<String> differences =
                    new LedgerTopicCheck(wanted).differences(topic, configs(admin, deadline));
            if (!differences.isEmpty()) {
                throw new LedgerTopicMismatchException(settings.topic(), differences);
            }
        }
    }

    private void create(Admin admin, Deadline deadline) {
        NewTopic topic =
                new NewTopic(settings.topic(), wanted.partitions(), (short) wanted.copies())
                        .configs(configs());
        try {
            AdminCalls.await(
                    admin.createTopics(
                                    List.of(topic),
                                    new CreateTopicsOptions().timeoutMs(deadline.leftMillis()))
                            .all(),
                    deadline.left(),
                    "creating topic " + settings.topic());
            LOG.info("created topic {} with {}", settings.topic(), wanted);
        } catch (LogUnavailableException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
            LOG.info("another node created topic {} at the same time", settings.topic());
        }
    }

    private Map<String, String> configs() {
        return Map.ofEntries(
                Map.entry(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE),
                Map.entry(TopicConfig.RETENTION_MS_CONFIG, "-1"),
                Map.entry(TopicConfig.RETENTION_BYTES_CONFIG, "-1"),
                Map.entry(
                        TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG,
                        Long.toString(wanted.flushMessages())),
                Map.entry(
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                        Integer.toString(wanted.inSyncCopies())),
                Map.entry(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false"),
                Map.entry(TopicConfig.COMPRESSION_TYPE_CONFIG, "producer"),
                Map.entry(
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(KafkaLogSettings.MOST_BATCH_BYTES)),
                Map.entry(TopicConfig.SEGMENT_BYTES_CONFIG, Long.toString(SEGMENT_BYTES)),
                Map.entry(
                        TopicConfig.INDEX_INTERVAL_BYTES_CONFIG,
                        Integer.toString(INDEX_INTERVAL_BYTES)),
                // Kafka's timestamps prove nothing here, so a clock that runs ahead stops nothing.
                Map.entry(
                        TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                        Long.toString(Long.MAX_VALUE)));
    }

    private TopicDescription awaitLeaders(Admin admin, Deadline deadline) {
        while (true) {
            Optional<TopicDescription> found =
                    find(admin, deadline).filter(LedgerTopic::allPartitionsAreLed);
            if (found.isPresent()) {
                return found.get();
            }
            if (deadline.passed() || Thread.currentThread().isInterrupted()) {
                throw new LogUnavailableException(
                        "topic " + settings.topic() + " has partitions without a leader");
            }
            LockSupport.parkNanos(ASK_AGAIN.toNanos());
        }
    }

    private static boolean allPartitionsAreLed(TopicDescription topic) {
        return topic.partitions().stream()
                .allMatch(p -> p.leader() != null && !p.leader().isEmpty());
    }

    private Optional<TopicDescription> find(Admin admin, Deadline deadline) {
        try {
            return Optional.of(
                    AdminCalls.await(
                            admin.describeTopics(
                                            List.of(settings.topic()),
                                            new DescribeTopicsOptions()
                                                    .timeoutMs(deadline.leftMillis()))
                                    .topicNameValues()
                                    .get(settings.topic()),
                            deadline.left(),
                            "describing topic " + settings.topic()));
        } catch (LogUnavailableException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Map<String, String> configs(Admin admin, Deadline deadline) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, settings.topic());
        return AdminCalls.await(
                        admin.describeConfigs(
                                        List.of(resource),
                                        new DescribeConfigsOptions()
                                                .timeoutMs(deadline.leftMillis()))
                                .values()
                                .get(resource),
                        deadline.left(),
                        "reading the settings of topic " + settings.topic())
                .entries()
                .stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }
}
