package io.sluice.acceptance;

import static io.sluice.acceptance.Ledger.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.acceptance.Api.Answer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The process is killed under load, three times. {@code -Dsluice.crash.withdrawals} says under how
 * many each time: 20000 in the long form.
 */
@Isolated("it keeps the machine busy")
class CrashIT {

    private static final int WITHDRAWALS = Integer.getInteger("sluice.crash.withdrawals", 3000);
    private static final int ACCOUNTS = 50;
    private static final int AT_ONCE = 128;

    @TempDir Path folder;

    @Test
    void everyAcknowledgedWithdrawalIsThereExactlyOnce() throws Exception {
        Path data = folder.resolve("data");
        Map<String, String> acknowledged = new HashMap<>();
        for (int round = 0; round < 3; round++) {
            try (RunningSluice sluice = RunningSluice.start(data)) {
                Ledger ledger = new Ledger(sluice.api());
                if (round == 0) {
                    fund(ledger);
                }
                acknowledged.putAll(loadUntilKilled(sluice, ledger, round));
            }
        }
        try (RunningSluice sluice = RunningSluice.start(data)) {
            Ledger ledger = new Ledger(sluice.api());
            assertThat(acknowledged).hasSizeGreaterThan(WITHDRAWALS);
            List<Map.Entry<String, String>> all = List.copyOf(acknowledged.entrySet());
            List<Answer> again =
                    ask(all.size(), AT_ONCE, i -> withdraw(ledger, all.get(i).getKey()));
            for (int i = 0; i < all.size(); i++) {
                assertThat(again.get(i).response().body()).isEqualTo(all.get(i).getValue());
                assertThat(again.get(i).header("Idempotency-Replayed")).isPresent();
            }
            assertVerified(data);
        }
        assertVerified(data);
    }

    private static void fund(Ledger ledger) throws Exception {
        for (int a = 0; a < ACCOUNTS; a++) {
            ledger.open("a" + a);
            ledger.deposit("a" + a, "USDT", "1000000", "r" + a);
        }
    }

    /** The bodies of the withdrawals that were acknowledged before the process died, by key. */
    private static Map<String, String> loadUntilKilled(
            RunningSluice sluice, Ledger ledger, int round) throws Exception {
        AtomicInteger answered = new AtomicInteger();
        int killAfter = WITHDRAWALS * (2 + round) / 5;
        List<Answer> answers =
                ask(
                        WITHDRAWALS,
                        AT_ONCE,
                        i ->
                                withdraw(ledger, key(round, i))
                                        .whenComplete(
                                                (answer, failure) -> {
                                                    if (answered.incrementAndGet() == killAfter) {
                                                        sluice.product()
                                                                .process()
                                                                .destroyForcibly();
                                                    }
                                                }));
        sluice.kill();
        Map<String, String> acknowledged = new HashMap<>();
        for (int i = 0; i < answers.size(); i++) {
            Answer answer = answers.get(i);
            if (answer != null && answer.status() == 201) {
                acknowledged.put(key(round, i), answer.response().body());
            }
        }
        return acknowledged;
    }

    private static String key(int round, int i) {
        return round + "-" + i;
    }

    private static CompletableFuture<Answer> withdraw(Ledger ledger, String key) {
        int account = Integer.parseInt(key.split("-", -1)[1]) % ACCOUNTS;
        return ledger.withdrawLater("a" + account, key, "USDT", "tron", "1");
    }

    private static void assertVerified(Path data) throws Exception {
        RunningSluice.Verified verified = RunningSluice.verify(data);
        assertThat(verified.status()).as(verified.text()).isZero();
    }
}
