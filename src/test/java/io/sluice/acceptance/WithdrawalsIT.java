package io.sluice.acceptance;

import static io.sluice.acceptance.Ledger.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.acceptance.Api.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Many clients at once: money is neither lost nor spent twice, and a key names one command for
 * ever.
 */
@Execution(ExecutionMode.CONCURRENT)
class WithdrawalsIT {

    private static final int AT_ONCE = 50;

    @TempDir Path folder;

    @Test
    void acceptsExactlyWhatTheAccountHolds() throws Exception {
        Path data = folder.resolve("data");
        try (RunningSluice sluice = RunningSluice.start(data)) {
            Ledger ledger = new Ledger(sluice.api());
            ledger.open("alice");
            ledger.deposit("alice", "USDT", "600", "r1");

            List<Answer> answers =
                    ask(
                            1000,
                            1000,
                            i -> ledger.withdrawLater("alice", "w" + i, "USDT", "tron", "1"));

            assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(600);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() == 422)
                    .hasSize(400)
                    .allSatisfy(
                            answer ->
                                    assertThat(answer.at("/code")).isEqualTo("insufficient-funds"));
            assertThat(ledger.available("alice")).isEqualTo("0.000000");
            assertVerified(data);
        }
        assertVerified(data);
    }

    @Test
    void answersAKeyOnceHoweverOftenItIsSentBeforeAndAfterARestart() throws Exception {
        Path data = folder.resolve("data");
        List<Answer> answers = new ArrayList<>();
        try (RunningSluice sluice = RunningSluice.start(data)) {
            Ledger ledger = new Ledger(sluice.api());
            ledger.open("bob");
            ledger.deposit("bob", "BTC", "1", "r1");
            answers.addAll(
                    ask(
                            AT_ONCE,
                            AT_ONCE,
                            i -> ledger.withdrawLater("bob", "one", "BTC", "bitcoin", "0.4")));
            sluice.kill();
        }
        try (RunningSluice sluice = RunningSluice.start(data)) {
            Ledger ledger = new Ledger(sluice.api());
            answers.addAll(
                    ask(
                            AT_ONCE,
                            AT_ONCE,
                            i -> ledger.withdrawLater("bob", "one", "BTC", "bitcoin", "0.4")));
            assertThat(ledger.available("bob")).isEqualTo("0.60000000");
            Answer other = ledger.withdraw("bob", "one", "BTC", "bitcoin", "0.5");
            assertThat(other.at("/code")).isEqualTo("idempotency-key-reused");
            assertVerified(data);
        }
        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(answer -> answer.response().body())
                .hasSize(2 * AT_ONCE)
                .containsOnly(answers.getFirst().response().body());
        assertThat(answers)
                .filteredOn(answer -> answer.header("Idempotency-Replayed").isEmpty())
                .hasSize(1);
    }

    private static void assertVerified(Path data) throws Exception {
        RunningSluice.Verified verified = RunningSluice.verify(data);
        assertThat(verified.status()).as(verified.text()).isZero();
        assertThat(verified.text()).contains("verify: ok");
    }
}
