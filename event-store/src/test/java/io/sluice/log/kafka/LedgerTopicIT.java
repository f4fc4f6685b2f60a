package io.sluice.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.log.LogUnavailableException;
import io.sluice.log.Outbox;
import io.sluice.log.embedded.EmbeddedBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerTopicIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final LedgerTopicSettings WANTED = LedgerTopicSettings.embedded(2);

    @TempDir static Path folder;
    private static EmbeddedBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(folder.resolve("kafka"), SOON, _ -> {});
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void acceptsTheTopicThatItMade() {
        KafkaLogSettings settings = settings("made");
        LedgerTopic.createOrCheck(settings, WANTED, SOON);

        assertThatCode(() -> LedgerTopic.createOrCheck(settings, WANTED, SOON))
                .doesNotThrowAnyException();
        try (KafkaLogAccess access = KafkaLogAccess.open(settings)) {
            assertThat(access.partitions()).isEqualTo(2);
        }
    }

    @Test
    void makesATopicThatIsSyncedOnEveryAppendAndItsIndexesSeldom() {
        KafkaLogSettings settings = settings("synced");
        LedgerTopic.createOrCheck(settings, WANTED, SOON);

        assertThat(configs(settings))
                .containsEntry("flush.messages", "1")
                .containsEntry("index.interval.bytes", "131072")
                .containsEntry("segment.bytes", "268435456");
    }

    private static Map<String, String> configs(KafkaLogSettings settings) {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, settings.topic());
        try (CloseableAdmin admin = CloseableAdmin.open(settings)) {
            Config found =
                    AdminCalls.await(
                            admin.admin().describeConfigs(List.of(topic)).values().get(topic),
                            SOON,
                            "reading a topic's settings");
            return found.entries().stream()
                    .filter(entry -> entry.value() != null)
                    .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
        }
    }

    @Test
    void manyNodesMayMakeItAtOnce() throws Exception {
        KafkaLogSettings settings = settings("raced");
        CompletableFuture.allOf(
                        IntStream.range(0, 4)
                                .mapToObj(
                                        _ ->
                                                CompletableFuture.runAsync(
                                                        () ->
                                                                LedgerTopic.createOrCheck(
                                                                        settings, WANTED, SOON)))
                                .toArray(CompletableFuture<?>[]::new))
                .get(30, TimeUnit.SECONDS);
    }

    @Test
    void refusesAnotherNumberOfPartitions() {
        KafkaLogSettings settings = settings("counted");
        LedgerTopic.createOrCheck(settings, WANTED, SOON);

        assertThatThrownBy(
                        () ->
                                LedgerTopic.createOrCheck(
                                        settings, LedgerTopicSettings.embedded(3), SOON))
                .isInstanceOf(LedgerTopicMismatchException.class)
                .hasMessageContaining("it has 2 partitions and 3 are configured");
    }

    @ParameterizedTest
    @CsvSource({
        "cleanup.policy,compact,compaction deletes entries",
        "retention.ms,604800000,retention.ms is 604800000",
        "retention.bytes,1000000,retention.bytes is 1000000",
        "flush.messages,1000,flush.messages is 1000 and 1 is configured",
        "unclean.leader.election.enable,true,unclean.leader.election.enable",
        "max.message.bytes,1000,max.message.bytes is 1000",
    })
    void refusesATopicThatCouldLose(String config, String value, String difference) {
        KafkaLogSettings settings = settings("dangerous-" + config);
        Map<String, String> configs = new HashMap<>(safe());
        configs.put(config, value);
        make(settings, configs);

        assertThatThrownBy(() -> LedgerTopic.createOrCheck(settings, WANTED, SOON))
                .isInstanceOf(LedgerTopicMismatchException.class)
                .hasMessageContaining(settings.topic())
                .hasMessageContaining(difference)
                .hasMessageNotContaining(";");
    }

    @Test
    void namesEverythingThatIsWrongWithATopicOfDefaults() {
        KafkaLogSettings settings = settings("defaults");
        make(settings, Map.of("cleanup.policy", "compact"));

        assertThatThrownBy(
                        () ->
                                LedgerTopic.createOrCheck(
                                        settings, new LedgerTopicSettings(2, 3, 2, 1), SOON))
                .isInstanceOf(LedgerTopicMismatchException.class)
                .hasMessageContainingAll(
                        "1 copies",
                        "compaction",
                        "flush.messages",
                        "min.insync.replicas is 1",
                        "max.message.bytes");
    }

    @Test
    void anOutboxIsAsSafeAndHoldsWhatWasPutThere() throws Exception {
        KafkaLogSettings settings = settings("outbox");
        try (KafkaOutbox outbox = KafkaOutbox.open(settings, WANTED, SOON)) {
            String first = outbox.put(message("alice", "{}")).get(20, TimeUnit.SECONDS);
            String second = outbox.put(message("alice", "{\"n\":2}")).get(20, TimeUnit.SECONDS);

            assertThat(first).endsWith(":0");
            assertThat(second).isEqualTo(first.replace(":0", ":1"));
            int partition = Integer.parseInt(first.substring(0, first.indexOf(':')));
            ConsumerRecord<byte[], byte[]> record = firstIn(settings, partition);
            assertThat(record.key()).asString(StandardCharsets.UTF_8).isEqualTo("alice");
            assertThat(record.value()).asString(StandardCharsets.UTF_8).isEqualTo("{}");
            assertThat(record.headers())
                    .singleElement()
                    .satisfies(
                            header -> {
                                assertThat(header.key()).isEqualTo("ce_id");
                                assertThat(header.value()).asString().isEqualTo("ü-1");
                            });
        }
        assertThatThrownBy(() -> KafkaOutbox.open(settings, LedgerTopicSettings.embedded(3), SOON))
                .isInstanceOf(LedgerTopicMismatchException.class);
    }

    @Test
    void whatAnOutboxCannotTakeIsCertainlyNotThere() {
        try (KafkaOutbox outbox = KafkaOutbox.open(settings("small"), WANTED, SOON)) {
            assertThat(outbox.put(message("alice", "x".repeat(9 << 20))))
                    .failsWithin(SOON)
                    .withThrowableThat()
                    .withCauseInstanceOf(LogUnavailableException.class);
        }
    }

    private static Outbox.Message message(String key, String value) {
        return new Outbox.Message(key, value, Map.of("ce_id", "ü-1"));
    }

    private static ConsumerRecord<byte[], byte[]> firstIn(
            KafkaLogSettings settings, int partition) {
        TopicPartition source = new TopicPartition(settings.topic(), partition);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        ClientProperties.tail(settings, "test"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(List.of(source));
            consumer.seekToBeginning(List.of(source));
            return consumer.poll(SOON).records(source).getFirst();
        }
    }

    @Test
    void opensNoTopicThatIsNotThere() {
        assertThatThrownBy(() -> KafkaLogAccess.open(settings("missing")))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void aSingleCopyWithoutSyncCannotEvenBeConfigured() {
        assertThatThrownBy(() -> new LedgerTopicSettings(2, 1, 1, 1000))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Map<String, String> safe() {
        return Map.of(
                "retention.ms", "-1",
                "flush.messages", "1",
                "max.message.bytes", "8388608");
    }

    private static void make(KafkaLogSettings settings, Map<String, String> configs) {
        try (CloseableAdmin admin = CloseableAdmin.open(settings)) {
            NewTopic topic = new NewTopic(settings.topic(), 2, (short) 1).configs(configs);
            AdminCalls.await(
                    admin.admin().createTopics(List.of(topic)).all(), SOON, "making a topic");
        }
    }

    private static KafkaLogSettings settings(String topic) {
        return KafkaLogSettings.of(broker.bootstrapServers()).withTopic(topic);
    }
}
