package io.sluice.log.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;

/** Finds what is wrong with a topic that exists: everything at once, for a person to mend. */
record LedgerTopicCheck(LedgerTopicSettings wanted) {

    private static final String FOR_EVER = "-1";

    /**
     * @param configs the topic's effective settings, defaults of the brokers included
     */
    List<String> differences(TopicDescription topic, Map<String, String> configs) {
        List<String> found = new ArrayList<>();
        shape(topic).ifPresent(found::add);
        copies(topic).ifPresent(found::add);
        found.addAll(deletion(configs));
        found.addAll(durability(configs));
        number(configs, TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                .filter(bytes -> bytes < KafkaLogSettings.MOST_BATCH_BYTES)
                .map(
                        bytes ->
                                "max.message.bytes is %d, less than the %d that an entry may take"
                                        .formatted(bytes, KafkaLogSettings.MOST_BATCH_BYTES))
                .ifPresent(found::add);
        return found;
    }

    private Optional<String> shape(TopicDescription topic) {
        int partitions = topic.partitions().size();
        return when(
                partitions != wanted.partitions(),
                "it has %d partitions and %d are configured; the number is fixed for ever, since accounts are routed by it"
                        .formatted(partitions, wanted.partitions()));
    }

    private Optional<String> copies(TopicDescription topic) {
        int fewest = fewestCopies(topic);
        return when(
                fewest < wanted.copies(),
                "a partition has %d copies and %d are configured"
                        .formatted(fewest, wanted.copies()));
    }

    private static int fewestCopies(TopicDescription topic) {
        return topic.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(0);
    }

    private static List<String> deletion(Map<String, String> configs) {
        List<String> found = new ArrayList<>();
        String cleanup = configs.getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "");
        if (cleanup.contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            found.add("cleanup.policy is " + cleanup + ": compaction deletes entries");
        }
        for (String retention :
                List.of(TopicConfig.RETENTION_MS_CONFIG, TopicConfig.RETENTION_BYTES_CONFIG)) {
            String value = configs.getOrDefault(retention, "unknown");
            when(
                            !value.equals(FOR_EVER),
                            retention + " is " + value + ": the ledger is kept for ever, set -1")
                    .ifPresent(found::add);
        }
        return found;
    }

    private List<String> durability(Map<String, String> configs) {
        List<String> found = new ArrayList<>();
        number(configs, TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG)
                .filter(flush -> flush > wanted.flushMessages())
                .map(
                        flush ->
                                "flush.messages is %d and %d is configured: acknowledged entries could be lost in a power cut"
                                        .formatted(flush, wanted.flushMessages()))
                .ifPresent(found::add);
        number(configs, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)
                .filter(copies -> copies < wanted.inSyncCopies())
                .map(
                        copies ->
                                "min.insync.replicas is %d and %d is configured"
                                        .formatted(copies, wanted.inSyncCopies()))
                .ifPresent(found::add);
        when(
                        !"false"
                                .equals(
                                        configs.get(
                                                TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG)),
                        "unclean.leader.election.enable is not false: a copy without the last entries could lead")
                .ifPresent(found::add);
        return found;
    }

    private static Optional<Long> number(Map<String, String> configs, String name) {
        return Optional.ofNullable(configs.get(name)).map(Long::parseLong);
    }

    private static Optional<String> when(boolean wrong, String difference) {
        return wrong ? Optional.of(difference) : Optional.empty();
    }
}
