package io.sluice.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.app.http.HttpNode.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoRoomForWithdrawalsIT {

    private static final int PARTITIONS = 2;
    private static final int MOST_OPEN_EACH = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir Path data;
    private HttpNode http;
    private String pauseId = "";

    @BeforeEach
    void start() {
        http = new HttpNode(data, "sluice.payout.most-open=" + PARTITIONS * MOST_OPEN_EACH);
        http.funded("alice");
        Answer pause = http.post("/v1/circuit/pauses", HttpNode.pause("ALL", "HOLD"));
        assertThat(pause.status()).isEqualTo(201);
        pauseId = pause.at("/pauseId");
    }

    @AfterEach
    void stop() {
        http.close();
    }

    private Answer withdraw(String account, String key) {
        return http.post(
                "/v1/accounts/" + account + "/withdrawals", key, HttpNode.withdrawal("0.01"));
    }

    private List<Answer> fill() {
        List<Answer> held = new ArrayList<>();
        for (int i = 0; i < MOST_OPEN_EACH; i++) {
            held.add(withdraw("alice", "k" + i));
        }
        assertThat(held).allSatisfy(each -> assertThat(each.status()).isEqualTo(202));
        return held;
    }

    private static void assertNoRoom(Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("too-many-in-flight");
        assertThat(answer.at("/effect")).isEqualTo("none");
        assertThat(answer.at("/retry")).isEqualTo("after");
        assertThat(answer.header("Retry-After")).isEqualTo("10");
    }

    /** An account that is not in that partition. */
    private String elsewhere(String here) {
        for (int i = 0; ; i++) {
            String name = "other-" + i;
            Answer opened = http.post("/v1/accounts", Json.of(Map.of("accountId", name)));
            if (!partitionOf(opened).equals(here)) {
                http.funded(name);
                return name;
            }
        }
    }

    private static String partitionOf(Answer answer) {
        String position = answer.header("Sluice-Position");
        return position.substring(0, position.indexOf(':'));
    }

    @Test
    void refusesMoreThanItHasRoomForAndChangesNothing() {
        fill();
        long before = http.events();
        assertNoRoom(withdraw("alice", "one-more"));
        assertThat(http.events()).isEqualTo(before);
    }

    /** By the order of codes, whatever else is wrong. */
    @Test
    void refusesWhatIsWrongInOtherWaysForTheSameReason() {
        fill();
        Answer unknownAsset =
                http.post(
                        "/v1/accounts/alice/withdrawals",
                        HttpNode.withdrawal("GOLD", "bitcoin", "1", "bc1qexample"));
        assertNoRoom(unknownAsset);
        Answer tooMuch =
                http.post("/v1/accounts/alice/withdrawals", HttpNode.withdrawal("1000000"));
        assertNoRoom(tooMuch);
    }

    @Test
    void hasRoomInOtherPartitions() {
        String other = elsewhere(partitionOf(fill().getFirst()));
        assertNoRoom(withdraw("alice", "one-more"));
        assertThat(withdraw(other, "first").status()).isEqualTo(202);
    }

    @Test
    void answersKnownKeysAndTakesAllElse() {
        Answer first = fill().getFirst();
        Answer replayed = withdraw("alice", "k0");
        assertThat(replayed.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(replayed.response().body()).isEqualTo(first.response().body());
        String otherPayload = HttpNode.withdrawal("0.02");
        assertThat(http.post("/v1/accounts/alice/withdrawals", "k0", otherPayload).code())
                .isEqualTo("idempotency-key-reused");
        String deposit = Json.of(Map.of("asset", "BTC", "amount", "1", "reference", "another"));
        assertThat(http.post("/v1/accounts/alice/deposits", deposit).status()).isEqualTo(201);
        String unreadable = Json.of(Map.of("asset", "GOLD", "amount", "1", "reference", "more"));
        assertThat(http.post("/v1/accounts/alice/deposits", unreadable).code())
                .isEqualTo("unknown-asset");
    }

    @Test
    void hasRoomAgainForEachThatIsCancelled() {
        Answer first = fill().getFirst();
        assertNoRoom(withdraw("alice", "one-more"));
        assertThat(cancel(first).status()).isEqualTo(200);
        assertThat(withdraw("alice", "one-more").status()).isEqualTo(202);
        assertNoRoom(withdraw("alice", "two-more"));
    }

    private Answer cancel(Answer requested) {
        return http.post(
                "/v1/accounts/alice/withdrawals/" + requested.at("/withdrawalId") + "/cancellation",
                Json.of(Map.of("reason", "a drill")));
    }

    @Test
    void hasRoomAgainOnceThePauseEndsAndTheyAreSettled() {
        fill();
        String lifted = Json.of(Map.of("pauseIds", List.of(pauseId), "reason", "it is over"));
        assertThat(http.post("/v1/circuit/resumptions", lifted).status()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> withdraw("alice", "one-more").status() == 201);
    }

    @Test
    void raisesAnAlarmWhileLittleRoomIsLeft() {
        Answer first = fill().getFirst();
        await().atMost(PATIENCE).until(() -> alarms().contains("many-open"));
        cancel(first);
        await().atMost(PATIENCE).until(() -> !alarms().contains("many-open"));
    }

    private List<String> alarms() {
        return http.get("/v1/circuit")
                .json()
                .at("/alarms")
                .valueStream()
                .map(alarm -> alarm.at("/name").asString())
                .toList();
    }
}
