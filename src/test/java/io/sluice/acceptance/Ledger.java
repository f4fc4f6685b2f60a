package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.acceptance.Api.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** What the acceptance tests ask of a node, in the business's words. */
final class Ledger {

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    static final Duration SOON = Duration.ofSeconds(60);
    private static final int ENTRIES_A_PAGE = 200;

    private final Api api;

    Ledger(Api api) {
        this.api = api;
    }

    void open(String account) throws Exception {
        Answer answer =
                api.post("/v1/accounts", "open-" + account, "{\"accountId\":\"" + account + "\"}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    }

    Answer deposit(String account, String asset, String amount, String reference) throws Exception {
        Answer answer =
                api.post(
                        "/v1/accounts/" + account + "/deposits",
                        "deposit-" + reference,
                        "{\"asset\":\""
                                + asset
                                + "\",\"amount\":\""
                                + amount
                                + "\",\"reference\":\""
                                + reference
                                + "\"}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer;
    }

    Answer withdraw(String account, String key, String asset, String network, String amount)
            throws Exception {
        return withdrawLater(account, key, asset, network, amount).get(60, TimeUnit.SECONDS);
    }

    CompletableFuture<Answer> withdrawLater(
            String account, String key, String asset, String network, String amount) {
        return api.postLater(
                "/v1/accounts/" + account + "/withdrawals",
                key,
                "{\"asset\":\""
                        + asset
                        + "\",\"network\":\""
                        + network
                        + "\",\"amount\":\""
                        + amount
                        + "\",\"destination\":{\"address\":\"somewhere\"}}");
    }

    Answer pause(String scope, String mode) throws Exception {
        Answer answer =
                api.post(
                        "/v1/circuit/pauses",
                        "{\"scope\":"
                                + scope
                                + ",\"mode\":\""
                                + mode
                                + "\",\"reason\":\"a test\",\"reasonClass\":\"DRILL\"}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer;
    }

    Answer resume(String pauseId) throws Exception {
        Answer answer =
                api.post(
                        "/v1/circuit/resumptions",
                        "{\"pauseIds\":[\"" + pauseId + "\"],\"reason\":\"the test is over\"}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer;
    }

    Answer strong(String account) throws Exception {
        Answer answer = api.get("/v1/accounts/" + account + "?consistency=strong");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer;
    }

    String available(String account) throws Exception {
        return strong(account).at("/balances/0/available");
    }

    Answer withdrawal(String account, String id) throws Exception {
        return api.get("/v1/accounts/" + account + "/withdrawals/" + id);
    }

    /** The counted entries of a partition, all of them, in the log's order. */
    List<JsonNode> entries(int partition) throws Exception {
        List<JsonNode> entries = new ArrayList<>();
        for (long from = 0; ; from = entries.getLast().at("/offset").asLong() + 1) {
            Answer page =
                    api.get(
                            "/v1/audit/entries?partition="
                                    + partition
                                    + "&from="
                                    + from
                                    + "&limit="
                                    + ENTRIES_A_PAGE);
            assertThat(page.status()).as(page.body().toString()).isEqualTo(200);
            page.body().at("/entries").forEach(entries::add);
            if (page.body().at("/entries").size() < ENTRIES_A_PAGE) {
                return entries;
            }
        }
    }

    void awaitStatus(String account, String withdrawalId, String status) {
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(withdrawal(account, withdrawalId).at("/status"))
                                        .isEqualTo(status));
    }

    /**
     * Asks so many times with at most {@code mostAtOnce} unanswered; an answer that never comes is
     * absent.
     */
    static List<Answer> ask(
            int times, int mostAtOnce, IntFunction<CompletableFuture<Answer>> question)
            throws InterruptedException {
        Semaphore room = new Semaphore(mostAtOnce);
        List<CompletableFuture<Answer>> pending = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            assertThat(room.tryAcquire(2, TimeUnit.MINUTES)).isTrue();
            pending.add(question.apply(i).whenComplete((answer, failure) -> room.release()));
        }
        List<Answer> answers = new ArrayList<>();
        for (CompletableFuture<Answer> answer : pending) {
            answers.add(
                    answer.orTimeout(90, TimeUnit.SECONDS)
                            .exceptionally(
                                    failure -> {
                                        LOG.warn("not answered", failure);
                                        return null;
                                    })
                            .join());
        }
        return answers;
    }
}
