package io.sluice.acceptance;

import static io.sluice.acceptance.Ledger.SOON;
import static io.sluice.acceptance.Ledger.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.acceptance.Api.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a pause holds back, what it lets flow, and in which order things leave afterwards. */
class GateIT {

    private static final String ALL = "{\"kind\":\"ALL\"}";
    private static final String BTC = "{\"kind\":\"ASSET\",\"asset\":\"BTC\"}";

    @TempDir Path folder;

    @Test
    void holdsAndThenLetsLeaveInOrderAlsoAfterARestart() throws Exception {
        Path data = folder.resolve("data");
        List<String> held = new ArrayList<>();
        String pauseId;
        try (RunningSluice sluice = RunningSluice.start(data)) {
            Ledger ledger = new Ledger(sluice.api());
            ledger.open("alice");
            ledger.deposit("alice", "BTC", "10", "r1");
            Answer pause = ledger.pause(ALL, "HOLD");
            pauseId = pause.at("/pauseId");
            assertThat(pause.body().at("/fencedAt")).hasSize(4);
            assertThat(pause.body().at("/pending")).isEmpty();
            for (int i = 0; i < 20; i++) {
                Answer answer = ledger.withdraw("alice", "w" + i, "BTC", "bitcoin", "0.1");
                assertThat(answer.status()).isEqualTo(202);
                assertThat(answer.at("/status")).isEqualTo("HELD");
                held.add(answer.at("/withdrawalId"));
            }
            ledger.deposit("alice", "BTC", "1", "r2"); // deposits always flow
            for (String id : held) {
                assertThat(ledger.withdrawal("alice", id).at("/status")).isEqualTo("HELD");
            }
            sluice.kill();
        }
        try (RunningSluice sluice = RunningSluice.start(data)) {
            Ledger ledger = new Ledger(sluice.api());
            assertThat(sluice.api().get("/actuator/health/readiness").status()).isEqualTo(200);
            assertThat(ledger.withdrawal("alice", held.getFirst()).at("/status")).isEqualTo("HELD");
            ledger.resume(pauseId);
            for (String id : held) {
                ledger.awaitStatus("alice", id, "SETTLED");
            }
            assertThat(releaseOrder(ledger, held)).isEqualTo(held);
        }
        assertVerified(data);
    }

    /**
     * The withdrawals by the place of their release in the log; one entry may release many, in
     * order.
     */
    private static List<String> releaseOrder(Ledger ledger, List<String> ids) throws Exception {
        Map<String, Long> releasedAt = new java.util.LinkedHashMap<>();
        for (String id : ids) {
            for (JsonNode step : ledger.withdrawal("alice", id).body().at("/timeline")) {
                if (step.at("/event").asString("").equals("withdrawal-released")) {
                    releasedAt.put(
                            id, Long.valueOf(step.at("/position").asString("").split(":", -1)[1]));
                }
            }
        }
        assertThat(releasedAt).hasSize(ids.size());
        return releasedAt.entrySet().stream()
                .sorted(
                        Comparator.comparing(
                                Map.Entry
                                        ::getValue)) // stable: entries of one position keep request
                // order
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void refusesWhatItCoversAndLetsTheRestFlow() throws Exception {
        Path data = folder.resolve("data");
        try (RunningSluice sluice = RunningSluice.start(data)) {
            Ledger ledger = new Ledger(sluice.api());
            ledger.open("alice");
            ledger.deposit("alice", "BTC", "1", "b");
            ledger.deposit("alice", "ETH", "1", "e");
            String pauseId = ledger.pause(BTC, "REJECT").at("/pauseId");

            Answer refused = ledger.withdraw("alice", "w1", "BTC", "bitcoin", "0.1");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.at("/code")).isEqualTo("withdrawals-paused");
            assertThat(refused.header("Retry-After")).isPresent();
            assertThat(refused.at("/message"))
                    .isEqualTo("Withdrawals are paused for a planned drill.");
            assertThat(refused.at("/reasonClass")).isEqualTo("DRILL");
            assertThat(refused.response().body()).doesNotContain("a test");

            Answer flows = ledger.withdraw("alice", "w2", "ETH", "ethereum", "0.1");
            assertThat(flows.status()).isEqualTo(201);
            ledger.awaitStatus("alice", flows.at("/withdrawalId"), "SETTLED");
            ledger.deposit("alice", "BTC", "1", "b2");

            ledger.resume(pauseId);
            Answer accepted = ledger.withdraw("alice", "w1", "BTC", "bitcoin", "0.1");
            assertThat(accepted.status()).isEqualTo(201); // a refusal does not use up its key
            ledger.awaitStatus("alice", accepted.at("/withdrawalId"), "SETTLED");
        }
        assertVerified(data);
    }

    @Test
    void releasesNothingThatWasQueuedWhenThePauseCame() throws Exception {
        Path data = folder.resolve("data");
        try (RunningSluice sluice = RunningSluice.start(data)) {
            Ledger ledger = new Ledger(sluice.api());
            for (int a = 0; a < 10; a++) {
                ledger.open("a" + a);
                ledger.deposit("a" + a, "USDT", "1000", "r" + a);
            }
            Thread load =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            var _ =
                                                    ask(
                                                            1500,
                                                            200,
                                                            i ->
                                                                    ledger.withdrawLater(
                                                                            "a" + i % 10,
                                                                            "w" + i,
                                                                            "USDT",
                                                                            "tron",
                                                                            "1"));
                                        } catch (InterruptedException interrupted) {
                                            Thread.currentThread().interrupt();
                                        }
                                    });
            await().atMost(SOON)
                    .until(() -> count(sluice, "SETTLED") + count(sluice, "RELEASED") > 0);
            String pauseId = ledger.pause(ALL, "HOLD").at("/pauseId");
            load.join();
            await().atMost(SOON).until(() -> count(sluice, "REQUESTED") == 0);
            assertThat(count(sluice, "HELD")).isPositive();
            assertVerified(data); // no release in scope behind any fence
            ledger.resume(pauseId);
            await().atMost(SOON)
                    .until(
                            () ->
                                    count(sluice, "HELD")
                                                    + count(sluice, "REQUESTED")
                                                    + count(sluice, "RELEASED")
                                                    + count(sluice, "SUBMITTED")
                                            == 0);
        }
        assertVerified(data);
    }

    private static int count(RunningSluice sluice, String status) throws Exception {
        Answer answer = sluice.api().get("/v1/withdrawals?limit=500&status=" + status);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body().at("/withdrawals").size();
    }

    private static void assertVerified(Path data) throws Exception {
        RunningSluice.Verified verified = RunningSluice.verify(data);
        assertThat(verified.status()).as(verified.text()).isZero();
    }
}
