package io.sluice.acceptance;

import static io.sluice.acceptance.Ledger.SOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.acceptance.Api.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A wallet that reads its instructions from the topic and reports over HTTP what became of them.
 */
@Execution(ExecutionMode.CONCURRENT)
class TopicRailIT {

    private static final String TOPIC = "sluice.payouts";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir Path folder;

    private final List<RunningSluice> nodes = new ArrayList<>();
    private final List<ConsumerRecord<String, String>> read = new ArrayList<>();

    @AfterEach
    void killTheNodes() throws Exception {
        for (RunningSluice node : nodes) {
            node.kill();
            node.close();
        }
    }

    @Test
    void instructionsStandInTheTopicOnceAndOnlyWhatNoPauseCovers() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("kafka"));
                Socket nobody = new Socket()) {
            nobody.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            Map<String, String> settings = settings(broker, nobody.getLocalPort());
            RunningSluice first = start(settings);
            PatientClient ledger = new PatientClient(first.api());
            ledger.accepted(201, "/v1/accounts", "{\"accountId\":\"alice\"}");
            ledger.accepted(
                    201,
                    "/v1/accounts/alice/deposits",
                    "{\"asset\":\"BTC\",\"amount\":\"10\",\"reference\":\"r\"}");

            String paid = withdraw(ledger, 201, "3");
            try (KafkaConsumer<String, String> wallet = consumer(broker)) {
                awaitRead(wallet, 1);
                assertIsInstruction(read.getFirst(), paid, "3.00000000");
                await().atMost(SOON).until(() -> status(ledger, paid).equals("SUBMITTED"));
                assertThat(ledger.get(path(paid)).body().toString())
                        .contains(placeOf(read.getFirst()));

                String pause =
                        ledger.accepted(
                                        201,
                                        "/v1/circuit/pauses",
                                        "{\"scope\":{\"kind\":\"ALL\"},\"mode\":\"HOLD\","
                                                + "\"reason\":\"a test\",\"reasonClass\":\"DRILL\"}")
                                .at("/pauseId");
                String held = withdraw(ledger, 202, "2");
                await().atMost(SOON).until(() -> status(ledger, held).equals("HELD"));
                first.kill();

                PatientClient again = new PatientClient(start(settings).api());
                Answer settled =
                        again.accepted(
                                200, path(paid) + "/settlement", "{\"transaction\":\"0xab\"}");
                assertThat(settled.at("/status")).isEqualTo("SETTLED");
                assertThat(status(again, held)).isEqualTo("HELD");
                again.accepted(
                        200,
                        "/v1/circuit/resumptions",
                        "{\"pauseIds\":[\"" + pause + "\"],\"reason\":\"the test is over\"}");
                awaitRead(wallet, 2);
                assertIsInstruction(read.getLast(), held, "2.00000000");
                await().atMost(SOON).until(() -> status(again, held).equals("SUBMITTED"));
                Answer failed =
                        again.accepted(
                                200,
                                path(held) + "/failure",
                                "{\"reason\":\"no such address\",\"definitive\":true}");
                assertThat(failed.at("/status")).isEqualTo("FAILED");
                Answer account = again.get("/v1/accounts/alice?consistency=strong");
                assertThat(account.at("/balances/0/available")).isEqualTo("7.00000000");
                assertThat(account.at("/balances/0/reserved")).isEqualTo("0.00000000");
                assertThat(endOffsets(wallet)).as("instructions in the topic").isEqualTo(2);
            }
            RunningSluice.Verified verified =
                    RunningSluice.verify(folder.resolve("nobodys"), broker.bootstrapServers());
            assertThat(verified.status()).as(verified.text()).isZero();
        }
    }

    private static void assertIsInstruction(
            ConsumerRecord<String, String> record, String withdrawal, String amount) {
        assertThat(record.key()).isEqualTo("alice");
        Map<String, String> headers = new HashMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        assertThat(headers)
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_id", withdrawal + "-1")
                .containsEntry("ce_source", "/sluice/wallet")
                .containsEntry("ce_type", "io.sluice.payout-instruction.v1")
                .containsEntry("ce_subject", withdrawal)
                .containsEntry("content-type", "application/json")
                .containsKey("ce_time");
        JsonNode said = JSON.readTree(record.value());
        assertThat(said.at("/withdrawalId").asString()).isEqualTo(withdrawal);
        assertThat(said.at("/attempt").asInt()).isEqualTo(1);
        assertThat(said.at("/amount").asString()).isEqualTo(amount);
        assertThat(said.at("/destination/address").asString()).isEqualTo("bc1q");
        assertThat(Instant.parse(said.at("/notAfter").asString()))
                .isAfter(Instant.parse(headers.get("ce_time")));
    }

    private static String placeOf(ConsumerRecord<String, String> record) {
        return record.topic() + ":" + record.partition() + ":" + record.offset();
    }

    private void awaitRead(KafkaConsumer<String, String> wallet, int count) {
        await().atMost(SOON)
                .until(
                        () -> {
                            assign(wallet);
                            wallet.poll(Duration.ofMillis(100)).forEach(read::add);
                            return read.size() >= count;
                        });
        assertThat(read).hasSize(count);
    }

    private static void assign(KafkaConsumer<String, String> wallet) {
        if (wallet.assignment().isEmpty()) {
            List<TopicPartition> all = partitions(wallet);
            wallet.assign(all);
            wallet.seekToBeginning(all);
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, String> wallet) {
        return wallet.partitionsFor(TOPIC).stream()
                .map(info -> new TopicPartition(TOPIC, info.partition()))
                .toList();
    }

    private static long endOffsets(KafkaConsumer<String, String> wallet) {
        return wallet.endOffsets(partitions(wallet)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static KafkaConsumer<String, String> consumer(BrokerProcess broker) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker.bootstrapServers(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
    }

    private RunningSluice start(Map<String, String> settings) throws IOException {
        RunningSluice node = RunningSluice.start(folder.resolve("node-" + nodes.size()), settings);
        nodes.add(node);
        return node;
    }

    private static Map<String, String> settings(BrokerProcess broker, int nobodysPort) {
        Map<String, String> settings = new HashMap<>();
        settings.put("sluice.roles", "command,projection");
        settings.put("sluice.kafka.bootstrap-servers", broker.bootstrapServers());
        settings.put("sluice.kafka.replication-factor", "1");
        settings.put("sluice.kafka.min-insync-replicas", "1");
        settings.put("sluice.kafka.partitions", "1");
        settings.put("sluice.postgres.url", "jdbc:postgresql://127.0.0.1:" + nobodysPort + "/none");
        settings.put("sluice.rails.wallet.kind", "kafka");
        settings.put("sluice.rails.wallet.serves", "*");
        settings.put("sluice.rails.wallet.promises", "deduplicates,refuses-for-good");
        return settings;
    }

    private static String path(String withdrawal) {
        return "/v1/accounts/alice/withdrawals/" + withdrawal;
    }

    private static String withdraw(PatientClient node, int status, String amount) {
        return node.accepted(
                        status,
                        "/v1/accounts/alice/withdrawals",
                        "{\"asset\":\"BTC\",\"network\":\"bitcoin\",\"amount\":\""
                                + amount
                                + "\",\"destination\":{\"address\":\"bc1q\"}}")
                .at("/withdrawalId");
    }

    private static String status(PatientClient node, String withdrawal) {
        return node.get(path(withdrawal)).at("/status");
    }
}
