package io.sluice.acceptance;

import static io.sluice.acceptance.Ledger.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.acceptance.Api.Answer;
import io.sluice.command.rail.WebhookServer;
import io.sluice.command.rail.WebhookServer.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A node is stopped between the release of two withdrawals and their hand-over. Through another
 * node everything is paused, one of the two is reported as failed for good and its money given
 * back. Then the first goes on, in the middle of its loop, with both instructions in its hands.
 */
@Execution(ExecutionMode.CONCURRENT)
class StoppedDispatcherIT {

    /** Longer than a node relies on what it knows. */
    private static final Duration STOPPED_FOR = Duration.ofMillis(1_200);

    @TempDir Path folder;

    private final List<RunningSluice> nodes = new ArrayList<>();

    @AfterEach
    void killTheNodes() throws Exception {
        for (RunningSluice node : nodes) {
            node.kill();
            node.close();
        }
    }

    @Test
    void whatWasGivenBackMeanwhileIsNotHandedOverAndTheOtherIsPaidOnce() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("kafka"));
                WebhookServer rail =
                        WebhookServer.start(call -> Reply.settled("tx-" + call.key()));
                Socket nobody = new Socket()) {
            nobody.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            Map<String, String> settings = settings(broker, rail, nobody.getLocalPort());
            PatientClient other =
                    new PatientClient(
                            start("other", settings, "sluice.payout.most-unanswered", "0").api());
            RunningSluice dispatcher =
                    start(
                            "dispatcher",
                            settings,
                            "sluice.failpoint",
                            "payout.before-hand-over:1:stop");

            String pause = pause(other);
            other.accepted(201, "/v1/accounts", "{\"accountId\":\"alice\"}");
            other.accepted(
                    201,
                    "/v1/accounts/alice/deposits",
                    "{\"asset\":\"BTC\",\"amount\":\"10\",\"reference\":\"r\"}");
            String back = withdraw(other, "3");
            String wanted = withdraw(other, "2");
            resume(other, pause);
            await().atMost(SOON).until(() -> isStopped(dispatcher));
            assertThat(status(other, back)).isEqualTo("RELEASED");
            assertThat(status(other, wanted)).isEqualTo("RELEASED");

            String later = pause(other);
            Answer failed =
                    other.accepted(
                            200,
                            path(back) + "/failure",
                            "{\"reason\":\"no such address\",\"definitive\":true}");
            assertThat(failed.at("/status")).isEqualTo("FAILED");
            assertThat(balance(other)).isEqualTo("8.00000000 2.00000000");
            await().during(STOPPED_FOR).atMost(SOON).until(() -> isStopped(dispatcher));
            assertThat(rail.calls()).isEmpty();

            dispatcher.product().goOn();
            await().atMost(SOON).until(() -> status(other, wanted).equals("SETTLED"));
            assertThat(dispatcher.product().lines())
                    .anyMatch(line -> line.contains(back + " is not sent: the ledger has it as"));
            resume(other, later);
            assertThat(status(other, back)).isEqualTo("FAILED");
            assertThat(rail.calls()).extracting(WebhookServer.Call::key).containsExactly(wanted);
            assertThat(balance(other)).isEqualTo("8.00000000 0.00000000");
            assertVerified(broker);
        }
    }

    private RunningSluice start(
            String name, Map<String, String> settings, String setting, String value)
            throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.put(setting, value);
        RunningSluice node = RunningSluice.start(folder.resolve(name), all);
        nodes.add(node);
        return node;
    }

    /** Its state in the kernel's eyes. */
    private static boolean isStopped(RunningSluice node) throws IOException {
        String stat =
                Files.readString(
                        Path.of("/proc", Long.toString(node.product().process().pid()), "stat"));
        return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
    }

    private static Map<String, String> settings(
            BrokerProcess broker, WebhookServer rail, int nobodysPort) {
        Map<String, String> settings = new HashMap<>();
        settings.put("sluice.roles", "command,projection");
        settings.put("sluice.kafka.bootstrap-servers", broker.bootstrapServers());
        settings.put("sluice.kafka.replication-factor", "1");
        settings.put("sluice.kafka.min-insync-replicas", "1");
        settings.put("sluice.kafka.partitions", "1");
        settings.put("sluice.postgres.url", "jdbc:postgresql://127.0.0.1:" + nobodysPort + "/none");
        settings.put("sluice.payout.fresh", "1s");
        settings.put("sluice.rails.wallet.kind", "webhook");
        settings.put("sluice.rails.wallet.serves", "*");
        settings.put("sluice.rails.wallet.url", rail.url().toString());
        settings.put("sluice.rails.wallet.secret", "a-secret-of-24-characters");
        settings.put("sluice.rails.wallet.promises", "refuses-for-good");
        return settings;
    }

    private static String path(String withdrawal) {
        return "/v1/accounts/alice/withdrawals/" + withdrawal;
    }

    private static String withdraw(PatientClient node, String amount) {
        return node.accepted(
                        202,
                        "/v1/accounts/alice/withdrawals",
                        "{\"asset\":\"BTC\",\"network\":\"bitcoin\",\"amount\":\""
                                + amount
                                + "\",\"destination\":{\"address\":\"bc1q\"}}")
                .at("/withdrawalId");
    }

    private static String status(PatientClient node, String withdrawal) {
        return node.get(path(withdrawal)).at("/status");
    }

    private static String balance(PatientClient node) {
        Answer account = node.get("/v1/accounts/alice?consistency=strong");
        return account.at("/balances/0/available") + " " + account.at("/balances/0/reserved");
    }

    private static String pause(PatientClient node) {
        return node.accepted(
                        201,
                        "/v1/circuit/pauses",
                        "{\"scope\":{\"kind\":\"ALL\"},\"mode\":\"HOLD\",\"reason\":\"a test\","
                                + "\"reasonClass\":\"DRILL\"}")
                .at("/pauseId");
    }

    private static void resume(PatientClient node, String pauseId) {
        node.accepted(
                200,
                "/v1/circuit/resumptions",
                "{\"pauseIds\":[\"" + pauseId + "\"],\"reason\":\"the test is over\"}");
    }

    private void assertVerified(BrokerProcess broker) throws IOException, InterruptedException {
        RunningSluice.Verified verified =
                RunningSluice.verify(folder.resolve("nobodys"), broker.bootstrapServers());
        assertThat(verified.status()).as(verified.text()).isZero();
    }
}
