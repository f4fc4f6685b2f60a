package io.sluice.acceptance;

import static io.sluice.acceptance.Ledger.SOON;
import static io.sluice.acceptance.Ledger.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.acceptance.Api.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** What a pause holds back, what it lets flow, and in which order things leave afterwards. */
@Execution(ExecutionMode.CONCURRENT)
class GateIT {

    private static final int PARTITIONS = 4;

    /** One more than there are partitions, so that two share one. */
    private static final List<String> ACCOUNTS = List.of("alice", "bob", "carol", "dan", "erin");

    private static final String ALL = "{\"kind\":\"ALL\"}";
    private static final String BTC = "{\"kind\":\"ASSET\",\"asset\":\"BTC\"}";

    @TempDir Path folder;

    @Test
    void holdsAndThenLetsLeaveInOrderAlsoAfterARestart() throws Exception {
        Path data = folder.resolve("data");
        Map<String, String> held = new LinkedHashMap<>();
        String pauseId;
        try (RunningSluice sluice = RunningSluice.start(data)) {
            Ledger ledger = new Ledger(sluice.api());
            for (String account : ACCOUNTS) {
                ledger.open(account);
                ledger.deposit(account, "BTC", "10", "r1-" + account);
            }
            Answer pause = ledger.pause(ALL, "HOLD");
            pauseId = pause.at("/pauseId");
            assertThat(pause.body().at("/fencedAt")).hasSize(PARTITIONS);
            assertThat(pause.body().at("/pending")).isEmpty();
            for (int i = 0; i < 30; i++) {
                String account = ACCOUNTS.get(i % ACCOUNTS.size());
                Answer answer = ledger.withdraw(account, "w" + i, "BTC", "bitcoin", "0.1");
                assertThat(answer.status()).isEqualTo(202);
                assertThat(answer.at("/status")).isEqualTo("HELD");
                held.put(answer.at("/withdrawalId"), account);
            }
            ledger.deposit("alice", "BTC", "1", "r2"); // deposits always flow
            assertAll(ledger, held, "HELD");
            sluice.kill();
        }
        try (RunningSluice sluice = RunningSluice.start(data)) {
            Ledger ledger = new Ledger(sluice.api());
            assertThat(sluice.api().get("/actuator/health/readiness").status()).isEqualTo(200);
            assertAll(ledger, held, "HELD");
            ledger.resume(pauseId);
            held.forEach((id, account) -> ledger.awaitStatus(account, id, "SETTLED"));
            assertThat(assertReleasedInOrderOfRequest(ledger))
                    .containsExactlyInAnyOrderElementsOf(held.keySet());
        }
        assertVerified(data);
    }

    private static void assertAll(Ledger ledger, Map<String, String> accountsById, String status)
            throws Exception {
        for (Map.Entry<String, String> of : accountsById.entrySet()) {
            assertThat(ledger.withdrawal(of.getValue(), of.getKey()).at("/status"))
                    .isEqualTo(status);
        }
    }

    /**
     * In each partition what was held left in the order in which it was asked for: by offset, and
     * within an entry, which may release many, in the entry's order. The raw entries say so; a
     * position alone would not.
     *
     * @return all that were ever held
     */
    private static List<String> assertReleasedInOrderOfRequest(Ledger ledger) throws Exception {
        List<String> all = new ArrayList<>();
        long mostInOneEntry = 0;
        for (int partition = 0; partition < PARTITIONS; partition++) {
            List<JsonNode> entries = ledger.entries(partition);
            Set<String> held = Set.copyOf(withdrawals(entries, "withdrawal-held"));
            List<String> requested = new ArrayList<>(withdrawals(entries, "withdrawal-requested"));
            List<String> released = new ArrayList<>(withdrawals(entries, "withdrawal-released"));
            requested.retainAll(held);
            released.retainAll(held);
            assertThat(released).as("partition %d", partition).isEqualTo(requested);
            for (JsonNode entry : entries) {
                int together = withdrawals(List.of(entry), "withdrawal-released").size();
                mostInOneEntry = Math.max(mostInOneEntry, together);
            }
            all.addAll(released);
        }
        assertThat(mostInOneEntry)
                .as("else an order within an entry was not seen")
                .isGreaterThan(1);
        return all;
    }

    /** The withdrawals of the events of that type, in the entries' order and the events'. */
    private static List<String> withdrawals(List<JsonNode> entries, String type) {
        List<String> ids = new ArrayList<>();
        for (JsonNode entry : entries) {
            for (JsonNode event : entry.at("/events")) {
                if (event.at("/type").asString("").equals(type)) {
                    ids.add(event.at("/payload/withdrawalId").asString());
                }
            }
        }
        return ids;
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
                ledger.deposit("a" + a, "USDT", "100000", "r" + a);
            }
            AtomicBoolean paused = new AtomicBoolean();
            Thread load =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            requestUntil(paused, ledger);
                                        } catch (InterruptedException interrupted) {
                                            Thread.currentThread().interrupt();
                                        }
                                    });
            await().atMost(SOON)
                    .until(() -> count(sluice, "SETTLED") + count(sluice, "RELEASED") > 0);
            String pauseId = ledger.pause(ALL, "HOLD").at("/pauseId");
            paused.set(true);
            load.join();
            await().atMost(SOON)
                    .until(() -> count(sluice, "REQUESTED") == 0 && count(sluice, "HELD") > 0);
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
            assertThat(assertReleasedInOrderOfRequest(ledger)).isNotEmpty();
        }
        assertVerified(data);
    }

    /** In rounds, the last of which has begun before the pause was answered. */
    private static void requestUntil(AtomicBoolean paused, Ledger ledger)
            throws InterruptedException {
        int rounds = 0;
        do {
            int round = rounds++;
            var _ =
                    ask(
                            500,
                            200,
                            i ->
                                    ledger.withdrawLater(
                                            "a" + i % 10,
                                            "w" + round + "-" + i,
                                            "USDT",
                                            "tron",
                                            "1"));
        } while (!paused.get());
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
