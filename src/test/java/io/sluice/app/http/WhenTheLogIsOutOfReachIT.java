package io.sluice.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.http.HttpNode.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhenTheLogIsOutOfReachIT {

    @TempDir Path data;
    private HttpNode http;

    @BeforeEach
    void start() {
        http = new HttpNode(data);
        http.funded("alice");
    }

    @AfterEach
    void stop() {
        http.close();
    }

    private void hang() {
        http.logs.partition(0).hang(true);
        http.logs.partition(1).hang(true);
    }

    private void assertCode(Answer answer, int status, String code) {
        assertThat(answer.code()).as(answer.response().body()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void tellsThatTheOutcomeIsUnknownAndWhoeverComesAfterTheRoomIsFullToWait() {
        hang();
        List<CompletableFuture<Answer>> sent = new ArrayList<>();
        for (int i = 0; i < 3 * HttpNode.MOST_IN_FLIGHT; i++) {
            sent.add(
                    http.sendLater(
                            http.keyed("/v1/accounts/alice/withdrawals", "k" + i)
                                    .POST(BodyPublishers.ofString(HttpNode.withdrawal("0.001")))));
        }
        List<Answer> answers =
                sent.stream().map(f -> f.orTimeout(30, TimeUnit.SECONDS).join()).toList();
        List<Answer> unknown = answers.stream().filter(a -> a.status() == 503).toList();
        List<Answer> turnedAway = answers.stream().filter(a -> a.status() == 429).toList();
        assertThat(unknown.size() + turnedAway.size()).isEqualTo(answers.size());
        assertThat(turnedAway).isNotEmpty();
        assertCode(turnedAway.getFirst(), 429, "too-many-in-flight");
        assertCode(unknown.getFirst(), 503, "outcome-unknown");
        assertThat(unknown.getFirst().at("/effect")).isEqualTo("unknown");
        assertThat(unknown.getFirst().at("/retry")).isEqualTo("same-key");
    }

    @Test
    void tellsThatAPauseIsNotDurableAndShowsItAllTheSame() {
        hang();
        Answer refused = http.post("/v1/circuit/pauses", HttpNode.pause("ALL", "HOLD"));
        assertCode(refused, 503, "pause-not-durable");

        Answer circuit = http.get("/v1/circuit");
        assertThat(circuit.at("/pauses/0/pauseId")).isEqualTo(refused.at("/pauseId"));
        assertThat(circuit.at("/pauses/0/status")).isEqualTo("PAUSING");
        assertThat(circuit.json().at("/pauses/0/active").asBoolean()).isTrue();
        assertThat(http.get("/v1/circuit/pauses/" + refused.at("/pauseId")).status())
                .isEqualTo(200);
    }

    @Test
    void namesThePartitionsInWhichAPauseIsPending() {
        http.logs.partition(1).hang(true);
        Answer pause = http.post("/v1/circuit/pauses", HttpNode.pause("ALL", "HOLD"));
        assertThat(pause.status()).isEqualTo(202);
        assertThat(pause.json().at("/pending/0").asInt()).isEqualTo(1);
    }

    @Test
    void tellsThatTheStoreIsUnavailableOnceThePartitionIsGivenUp() {
        http.node.close();
        assertCode(
                http.post("/v1/accounts/alice/withdrawals", HttpNode.withdrawal("1")),
                503,
                "store-unavailable");
        assertThat(http.get("/v1/circuit").json().at("/stale").size()).isEqualTo(2);
    }
}
