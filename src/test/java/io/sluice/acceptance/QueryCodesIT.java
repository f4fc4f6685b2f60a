package io.sluice.acceptance;

import static io.sluice.acceptance.Ledger.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.acceptance.Api.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The refusals that only a read can get, from a node's own port. */
@Isolated("how long a wait takes is measured")
class QueryCodesIT {

    private static final Pattern CURSOR = Pattern.compile("[?&]cursor=([^&>]+)");
    private static final Duration LOOK_OFTEN = Duration.ofMillis(20);

    @TempDir private static Path folder;

    private static RunningSluice sluice;
    private static Position lastOfAlice;

    /** Of an answer's {@code position}. */
    private record Position(int partition, long offset, String head) {

        static Position of(Answer answer) {
            String[] parts = answer.at("/position").split(":", -1);
            return new Position(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), parts[2]);
        }

        Position beyond(long offsets) {
            return new Position(partition, offset + offsets, head);
        }

        @Override
        public String toString() {
            return partition + ":" + offset + ":" + head;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        sluice = RunningSluice.start(folder.resolve("data"));
        Ledger ledger = new Ledger(sluice.api());
        ledger.open("alice");
        ledger.deposit("alice", "BTC", "1", "r1");
        for (int i = 0; i < 2; i++) {
            Answer asked = ledger.withdraw("alice", "w" + i, "BTC", "bitcoin", "0.1");
            assertThat(asked.status()).isEqualTo(201);
            ledger.awaitStatus("alice", asked.at("/withdrawalId"), "SETTLED");
        }
        lastOfAlice = Position.of(ledger.deposit("alice", "BTC", "1", "r2"));
    }

    @AfterAll
    static void stop() {
        sluice.close();
    }

    @Test
    void aCursorServesOnlyTheListThatGaveIt() throws Exception {
        String list = "/v1/withdrawals?asset=BTC&limit=1";
        String link =
                await().atMost(SOON)
                        .until(() -> get(list), a -> a.status() == 200)
                        .header("Link")
                        .orElseThrow();
        String cursor =
                CURSOR.matcher(link)
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .findFirst()
                        .orElseThrow();
        assertThat(get(list + "&cursor=" + cursor).status()).isEqualTo(200);

        assertNever(
                get("/v1/withdrawals?asset=ETH&limit=1&cursor=" + cursor), 400, "invalid-cursor");
        assertNever(get("/v1/accounts/alice/withdrawals?cursor=" + cursor), 400, "invalid-cursor");
        assertNever(get("/v1/withdrawals?cursor=AAAA"), 400, "invalid-cursor");
    }

    @Test
    void whatIsNoPositionOfThisLedgerIsRefused() throws Exception {
        Position otherHead =
                new Position(lastOfAlice.partition(), lastOfAlice.offset(), "00000000");
        for (String read : new String[] {"/v1/accounts/alice", "/v1/withdrawals"}) {
            assertNever(get(read + "?at-least=yesterday"), 422, "invalid-position");
            assertNever(get(read + "?at-least=4:0:00000000"), 422, "invalid-position");
            assertNever(
                    get(read + "?at-least=" + lastOfAlice.beyond(1_000_000)),
                    422,
                    "invalid-position");
            assertNever(get(read + "?at-least=" + otherHead), 422, "invalid-position");
        }
    }

    @Test
    void aPositionThatIsNotWrittenYetIsNotVisibleAfterTheWait() throws Exception {
        Position soon = lastOfAlice.beyond(1_000);
        for (String read :
                new String[] {
                    "/v1/accounts/alice?",
                    "/v1/accounts/alice?consistency=strong&",
                    "/v1/accounts/alice/withdrawals?",
                    "/v1/withdrawals?"
                }) {
            assertAfter(get(read + "wait=0&at-least=" + soon), "not-yet-visible");
        }
        long begun = System.nanoTime();
        assertAfter(get("/v1/accounts/alice?wait=1&at-least=" + soon), "not-yet-visible");
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(4)); // 5 s is the default
    }

    @Test
    void withoutPostgresListsAreUnavailableUntilItIsBack() throws Exception {
        for (String list : new String[] {"/v1/withdrawals", "/v1/accounts/alice/withdrawals"}) {
            Answer away =
                    await().atMost(SOON)
                            .pollInterval(LOOK_OFTEN)
                            .until(
                                    () -> {
                                        sluice.killPostgres();
                                        return get(list);
                                    },
                                    answer -> answer.status() != 200);
            assertAfter(away, "projection-unavailable");
            await().atMost(SOON).until(() -> get(list).status() == 200);
        }
    }

    private static Answer get(String path) throws Exception {
        return sluice.api().get(path);
    }

    /** Refused for good. */
    private static void assertNever(Answer answer, int status, String code) {
        assertProblem(answer, status, code, "never");
        assertThat(answer.header("Retry-After")).isEmpty();
    }

    /** 503, and when to ask again. */
    private static void assertAfter(Answer answer, String code) {
        assertProblem(answer, 503, code, "after");
        assertThat(answer.header("Retry-After")).hasValue("1");
    }

    private static void assertProblem(Answer answer, int status, String code, String retry) {
        assertThat(answer.at("/code")).as(answer.body().toString()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().at("/status").asInt()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.at("/effect")).isEqualTo("none");
        assertThat(answer.at("/retry")).isEqualTo(retry);
    }
}
