package io.sluice.acceptance;

import static io.sluice.acceptance.Ledger.SOON;
import static io.sluice.acceptance.Ledger.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.acceptance.Api.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * PostgreSQL is killed under load, again and again: commands and strong reads go on, and afterwards
 * the projection equals the log. The long form keeps it away for 30 s ({@code
 * -Dsluice.outage.seconds}).
 */
@Execution(ExecutionMode.CONCURRENT)
class PostgresOutageIT {

    private static final Duration OUTAGE =
            Duration.ofSeconds(Integer.getInteger("sluice.outage.seconds", 6));

    @TempDir Path folder;

    @Test
    void withdrawalsAndStrongReadsGoOnWithoutPostgres() throws Exception {
        Path data = folder.resolve("data");
        try (RunningSluice sluice = RunningSluice.start(data, Map.of())) {
            Ledger ledger = new Ledger(sluice.api());
            ledger.open("alice");
            ledger.deposit("alice", "USDT", "100000", "r1");
            long until = System.nanoTime() + OUTAGE.toNanos();
            int accepted = 0;
            for (int round = 0; round == 0 || System.nanoTime() < until; round++) {
                int r = round;
                sluice.killPostgres(); // the node starts it again; here it dies again at once
                List<Answer> answers =
                        ask(
                                50,
                                16,
                                i ->
                                        ledger.withdrawLater(
                                                "alice", r + "-" + i, "USDT", "tron", "1"));
                assertThat(answers).extracting(Answer::status).containsOnly(201);
                accepted += answers.size();
                assertThat(ledger.strong("alice").at("/source")).isEqualTo("owner");
                assertThat(ledger.available("alice")).isEqualTo((100000 - accepted) + ".000000");
                assertThat(sluice.api().get("/actuator/health/readiness").status()).isEqualTo(200);
                Answer one = ledger.withdrawal("alice", answers.getFirst().at("/withdrawalId"));
                assertThat(one.status()).isEqualTo(200);
                assertThat(sluice.api().get("/v1/status").status()).isEqualTo(200);
            }
            Answer last = ledger.withdraw("alice", "last", "USDT", "tron", "1");
            await().atMost(SOON)
                    .untilAsserted(
                            () -> {
                                Answer caughtUp =
                                        sluice.api()
                                                .get(
                                                        "/v1/accounts/alice?wait=1&at-least="
                                                                + last.at("/position"));
                                assertThat(caughtUp.status()).isEqualTo(200);
                                assertThat(caughtUp.at("/source")).isEqualTo("projection");
                            });
            RunningSluice.Verified verified = RunningSluice.verify(data);
            assertThat(verified.status()).as(verified.text()).isZero();
            assertThat(verified.text()).contains("postgresql rows");
        }
    }
}
