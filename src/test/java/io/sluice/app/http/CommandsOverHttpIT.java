package io.sluice.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.app.http.HttpNode.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsOverHttpIT {

    @TempDir static Path data;
    private static HttpNode http;

    @BeforeAll
    static void start() {
        http = new HttpNode(data);
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    private static String fresh() {
        String account = "a-" + UUID.randomUUID();
        http.funded(account);
        return account;
    }

    private static String path(String account) {
        return "/v1/accounts/" + account + "/withdrawals";
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.code()).as(answer.response().body()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.at("/type")).isEqualTo("urn:sluice:problem:" + code);
        assertThat(answer.json().at("/status").asInt()).isEqualTo(status);
        assertThat(answer.at("/effect")).isEqualTo("none");
        assertThat(answer.at("/retry")).isIn("same-key", "after", "never");
    }

    @Test
    void opensDepositsAndWithdraws() {
        Answer opened = http.post("/v1/accounts", Json.of(Map.of("accountId", "tour")));
        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.header("Location")).isEqualTo("/v1/accounts/tour");
        assertThat(opened.header("Sluice-Position")).isEqualTo(opened.at("/position"));
        Answer deposit =
                http.post(
                        "/v1/accounts/tour/deposits",
                        Json.of(Map.of("asset", "BTC", "amount", "2", "reference", "d1")));
        assertThat(deposit.status()).isEqualTo(201);
        assertThat(deposit.at("/amount")).isEqualTo("2.00000000");
        Answer withdrawal =
                http.post(
                        path("tour"),
                        Json.of(
                                Map.of(
                                        "asset", "BTC",
                                        "network", "bitcoin",
                                        "amount", "0.5",
                                        "fee", "0.0001",
                                        "destination", Map.of("address", "bc1q", "memo", "m"))));
        assertThat(withdrawal.status()).isEqualTo(201);
        assertThat(withdrawal.at("/status")).isEqualTo("REQUESTED");
        assertThat(withdrawal.at("/money")).isEqualTo("held");
        assertThat(withdrawal.at("/fee")).isEqualTo("0.00010000");
        assertThat(withdrawal.header("Location"))
                .isEqualTo(path("tour") + "/" + withdrawal.at("/withdrawalId"));
    }

    @Test
    void aRepeatedRequestGetsTheSameAnswerMarkedAsReplayed() {
        String account = fresh();
        Answer first = http.post(path(account), "\"k\"", HttpNode.withdrawal("1"));
        Answer again = http.post(path(account), "k", HttpNode.withdrawal("1.00"));
        assertThat(again.response().body()).isEqualTo(first.response().body());
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertProblem(
                http.post(path(account), "k", HttpNode.withdrawal("2")),
                422,
                "idempotency-key-reused");
        assertProblem(
                http.post(path(account), "k", HttpNode.withdrawal("nonsense".length() + "e")),
                400,
                "malformed-request");
        assertProblem(
                http.post(path(account), "k", HttpNode.withdrawal("0.123456789")),
                422,
                "idempotency-key-reused");
    }

    @Test
    void refusesWithEveryCodeOfARequestForAWithdrawal() {
        String account = fresh();
        assertProblem(
                http.post(path("nobody"), HttpNode.withdrawal("1")), 404, "account-not-found");
        assertProblem(
                http.post(path("nobody"), HttpNode.withdrawal("0")), 404, "account-not-found");
        List.of(
                        List.of("XXX", "bitcoin", "1", "unknown-asset"),
                        List.of("BTC", "moon", "1", "unknown-network"),
                        List.of("BTC", "tron", "1", "network-not-supported"),
                        List.of("BTC", "bitcoin", "0.000000001", "amount-scale"),
                        List.of("BTC", "bitcoin", "0", "amount-not-positive"),
                        List.of("BTC", "bitcoin", "9".repeat(90), "amount-too-large"),
                        List.of("BTC", "bitcoin", "11", "insufficient-funds"))
                .forEach(
                        row ->
                                assertProblem(
                                        http.post(
                                                path(account),
                                                HttpNode.withdrawal(
                                                        row.get(0), row.get(1), row.get(2), "x")),
                                        422,
                                        row.get(3)));
    }

    @Test
    void refusesWhatAnAccountsStatusForbids() {
        String account = fresh();
        String status = "/v1/accounts/" + account + "/status";
        assertProblem(
                http.post("/v1/accounts", Json.of(Map.of("accountId", account))),
                409,
                "account-exists");
        assertProblem(http.put(status, change("CLOSED")), 409, "account-not-empty");
        Answer frozen = http.put(status, change("FROZEN"));
        assertThat(frozen.status()).isEqualTo(200);
        assertThat(frozen.at("/status")).isEqualTo("FROZEN");
        assertProblem(http.post(path(account), HttpNode.withdrawal("1")), 409, "account-frozen");
        assertThat(http.put(status, change("OPEN")).at("/status")).isEqualTo("OPEN");
        String empty = "e-" + UUID.randomUUID();
        http.post("/v1/accounts", Json.of(Map.of("accountId", empty)));
        assertThat(http.put("/v1/accounts/" + empty + "/status", change("CLOSED")).at("/status"))
                .isEqualTo("CLOSED");
        assertProblem(http.post(path(empty), HttpNode.withdrawal("1")), 409, "account-closed");
    }

    private static String change(String status) {
        return Json.of(Map.of("status", status, "reason", "because"));
    }

    @Test
    void aDepositsReferenceIsItsOwn() {
        String deposits = "/v1/accounts/" + fresh() + "/deposits";
        Answer again =
                http.post(
                        deposits,
                        Json.of(Map.of("asset", "BTC", "amount", "10", "reference", "rBTC")));
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertProblem(
                http.post(
                        deposits,
                        Json.of(Map.of("asset", "BTC", "amount", "9", "reference", "rBTC"))),
                422,
                "reference-reused");
        assertProblem(
                http.post(
                        deposits,
                        Json.of(Map.of("asset", "BTC", "amount", "0", "reference", "rBTC"))),
                422,
                "reference-reused");
    }

    @Test
    void aRailReportsAndAPersonResolves() {
        String account = fresh();
        String silent =
                path(account)
                        + "/"
                        + http.post(
                                        path(account),
                                        HttpNode.withdrawal(
                                                "BTC", "bitcoin", "1", "sandbox:silent"))
                                .at("/withdrawalId");
        await().atMost(Duration.ofSeconds(10))
                .until(
                        () ->
                                http.post(
                                                        silent + "/submission",
                                                        "s",
                                                        Json.of(Map.of("railReference", "R")))
                                                .status()
                                        == 200);
        assertProblem(
                http.post(silent + "/cancellation", Json.of(Map.of("reason", "too late"))),
                409,
                "illegal-transition");
        Answer failed =
                http.post(
                        silent + "/failure",
                        Json.of(Map.of("reason", "timeout", "definitive", true)));
        assertThat(failed.at("/status")).isEqualTo("UNKNOWN");
        assertThat(failed.at("/money")).isEqualTo("leaving");
        Answer resolved =
                http.post(
                        silent + "/resolution",
                        Json.of(Map.of("outcome", "SETTLED", "evidence", "block 7")));
        assertThat(resolved.at("/status")).isEqualTo("SETTLED");
        assertProblem(
                http.post(silent + "/settlement", Json.of(Map.of("transaction", "other"))),
                409,
                "illegal-transition");
        assertProblem(
                http.post(
                        path(account) + "/" + UUID.randomUUID() + "/settlement",
                        Json.of(Map.of("transaction", "t"))),
                404,
                "withdrawal-not-found");
    }

    @Test
    void pausesHoldsResumesAndSaysSo() {
        String account = fresh();
        Answer reject = http.post("/v1/circuit/pauses", HttpNode.pause("ALL", "REJECT"));
        assertThat(reject.status()).isEqualTo(201);
        assertThat(reject.json().at("/fencedAt").size()).isEqualTo(2);
        assertThat(reject.json().at("/pending").size()).isZero();
        Answer refused = http.post(path(account), HttpNode.withdrawal("1"));
        assertProblem(refused, 409, "withdrawals-paused");
        assertThat(refused.header("Retry-After")).isEqualTo("60");
        assertThat(refused.at("/reasonClass")).isEqualTo("DRILL");
        assertThat(refused.at("/message")).contains("drill");
        assertThat(http.get("/v1/status").at("/withdrawals/0/state")).isEqualTo("suspended");
        Answer hold = http.post("/v1/circuit/pauses", HttpNode.pause("ALL", "HOLD"));
        resume(reject);
        Answer held = http.post(path(account), HttpNode.withdrawal("1"));
        assertThat(held.status()).isEqualTo(202);
        assertThat(held.at("/status")).isEqualTo("HELD");
        Answer circuit = http.get("/v1/circuit");
        assertThat(circuit.at("/pauses/0/pauseId")).isEqualTo(hold.at("/pauseId"));
        assertThat(circuit.at("/scopes/0/state")).isEqualTo("delayed");
        assertThat(circuit.json().at("/pauses/0/heldLeft").asInt()).isEqualTo(1);
        assertThat(circuit.json().at("/pauses/0/progress/held").asInt()).isEqualTo(1);
        assertThat(http.post(path(account), HttpNode.withdrawal("1")).status()).isEqualTo(202);
        cancelsOneByFilter(account, held, hold);
        Answer dry =
                http.post(
                        "/v1/circuit/pauses",
                        HttpNode.pause("ALL", "HOLD").replaceFirst("\\{", "{\"dryRun\":true,"));
        assertThat(dry.json().at("/wouldHold/0/count").asInt()).isEqualTo(1);
        resume(hold);
        assertProblem(resumption(hold, "again"), 409, "already-resumed");
        await().atMost(Duration.ofSeconds(10))
                .until(
                        () ->
                                http.get("/v1/circuit/pauses/" + hold.at("/pauseId"))
                                        .at("/status")
                                        .equals("RESUMED"));
        assertThat(http.get("/v1/circuit/pauses?active=true").json().at("/pauses").size()).isZero();
        Answer status = http.get("/v1/status");
        assertThat(status.header("Cache-Control")).contains("public");
        assertThat(status.at("/withdrawals/0/state")).isEqualTo("operational");
        assertThat(status.json().at("/withdrawals/0/heldCount").isMissingNode()).isTrue();
        Answer same =
                http.send(
                        http.request("/v1/status")
                                .header("If-None-Match", status.header("ETag"))
                                .GET());
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.response().body()).isEmpty();
        assertThat(
                        http.get("/v1/circuit/pauses/" + hold.at("/pauseId"))
                                .json()
                                .at("/progress/left")
                                .asInt())
                .isZero();
        assertProblem(http.get("/v1/circuit/pauses/" + UUID.randomUUID()), 404, "pause-not-found");
    }

    /** The second of the two, and the same call again tells the same. */
    private static void cancelsOneByFilter(String account, Answer first, Answer hold) {
        Answer one =
                http.post(
                        path(account) + "/" + first.at("/withdrawalId") + "/cancellation",
                        Json.of(Map.of("reason", "one by one")));
        assertThat(one.at("/status")).isEqualTo("CANCELLED");
        String path = "/v1/withdrawals/cancellations";
        String body = Json.of(Map.of("pauseId", hold.at("/pauseId"), "reason", "no bridge"));
        Answer answer = http.post(path, "give-back", body);
        assertThat(answer.status()).isEqualTo(200);
        List<String> lines = answer.response().body().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .contains("\"accountId\":\"" + account + "\"")
                .contains("\"status\":\"CANCELLED\"");
        assertThat(lines.getLast()).isEqualTo("{\"end\":true,\"lines\":1}");
        assertThat(http.post(path, "give-back", body).response().body())
                .isEqualTo(answer.response().body());
        String other = Json.of(Map.of("asset", "BTC", "reason", "no bridge"));
        assertProblem(http.post(path, "give-back", other), 422, "idempotency-key-reused");
        assertProblem(
                http.post(path, "all", Json.of(Map.of("reason", "all"))), 400, "malformed-request");
        assertThat(http.post(path(account), HttpNode.withdrawal("1")).status()).isEqualTo(202);
    }

    @Test
    void movesTheEndOfAPauseThatLiftsItselfAndRefusesWhatCannotBe() {
        String body =
                HttpNode.pause("ALL", "HOLD")
                        .replaceFirst(
                                "\\{",
                                "{\"liftAtEnd\":true,\"expectedEnd\":\"2100-01-01T00:00:00Z\",");
        Answer pause = http.post("/v1/circuit/pauses", body);
        assertThat(pause.status()).as(pause.response().body()).isEqualTo(201);
        assertThat(pause.json().at("/liftAtEnd").asBoolean()).isTrue();
        String id = pause.at("/pauseId");
        String path = "/v1/circuit/pauses/" + id + "/extension";
        String later = "{\"expectedEnd\":\"2101-01-01T00:00:00Z\",\"reason\":\"more\"}";
        Answer extended = http.post(path, "extend-" + id, later);
        assertThat(extended.status()).as(extended.response().body()).isEqualTo(200);
        assertThat(extended.at("/expectedEnd")).isEqualTo("2101-01-01T00:00:00Z");
        assertThat(extended.json().at("/pending").size()).isZero();
        assertThat(http.post(path, "extend-" + id, later).header("Idempotency-Replayed"))
                .isEqualTo("true");
        Answer seen = http.get("/v1/circuit/pauses/" + id);
        assertThat(seen.at("/expectedEnd")).isEqualTo("2101-01-01T00:00:00Z");
        assertThat(seen.at("/extension/reason")).isEqualTo("more");
        assertThat(http.get("/v1/status").at("/withdrawals/0/expectedEnd"))
                .isEqualTo("2101-01-01T00:00:00Z");
        assertProblem(http.post(path, later.replace("2101", "2001")), 422, "end-not-ahead");
        assertProblem(
                http.post("/v1/circuit/pauses/" + UUID.randomUUID() + "/extension", later),
                404,
                "pause-not-found");
        assertProblem(
                http.post(
                        "/v1/circuit/pauses",
                        HttpNode.pause("ALL", "HOLD").replaceFirst("\\{", "{\"liftAtEnd\":true,")),
                400,
                "malformed-request");
        resume(pause);
        assertProblem(http.post(path, later), 409, "already-resumed");
    }

    @Test
    void thereIsNothingToOverrideWhereEveryPartitionWasRead() {
        assertThat(http.get("/v1/circuit").json().at("/failClosed/holds").asBoolean()).isFalse();
        assertProblem(
                http.post("/v1/circuit/overrides", "{\"reason\":\"just so\"}"),
                409,
                "illegal-transition");
    }

    @Test
    void aSlowDrainIsHurriedByAPauseThatIsResumedAtAHigherRate() {
        String account = fresh();
        Answer first = http.post("/v1/circuit/pauses", HttpNode.pause("ALL", "HOLD"));
        for (int i = 0; i < 60; i++) {
            http.post(path(account), HttpNode.withdrawal("0.0001"));
        }
        resume(first, Map.of("ratePerSecond", 1));
        Answer second = http.post("/v1/circuit/pauses", HttpNode.pause("ALL", "HOLD"));
        assertThat(left(second)).as("too many for what is waited").isGreaterThan(30);
        resume(second, Map.of("ratePerSecond", 1000));
        await().atMost(Duration.ofSeconds(10)).until(() -> left(first) + left(second) == 0);
    }

    private static int left(Answer pause) {
        return http.get("/v1/circuit/pauses/" + pause.at("/pauseId"))
                .json()
                .at("/progress/left")
                .asInt();
    }

    private static void resume(Answer pause, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("pauseIds", List.of(pause.at("/pauseId")));
        body.put("reason", "over");
        Answer resumed =
                http.post("/v1/circuit/resumptions", UUID.randomUUID().toString(), Json.of(body));
        assertThat(resumed.status()).as(resumed.response().body()).isEqualTo(200);
    }

    private static void resume(Answer pause) {
        Answer resumed = resumption(pause, UUID.randomUUID().toString());
        assertThat(resumed.status()).as(resumed.response().body()).isEqualTo(200);
        assertThat(resumed.json().at("/pending").size()).isZero();
    }

    private static Answer resumption(Answer pause, String key) {
        return http.post(
                "/v1/circuit/resumptions",
                key,
                Json.of(Map.of("pauseIds", List.of(pause.at("/pauseId")), "reason", "over")));
    }

    @Test
    void auditorsReadTheEntries() {
        fresh();
        Answer entries = http.get("/v1/audit/entries?partition=0&from=0&limit=5");
        assertThat(entries.at("/entries/0/barrier")).isEqualTo("ledger-opened");
        assertThat(entries.at("/entries/0/head")).hasSize(64);
        assertProblem(http.get("/v1/audit/entries"), 400, "malformed-request");
        assertProblem(http.get("/v1/audit/entries?partition=9"), 400, "malformed-request");
        assertProblem(
                http.get("/v1/audit/entries?partition=0&limit=1001"), 400, "malformed-request");
    }
}
