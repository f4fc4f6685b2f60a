package io.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoodLogTest {

    private final TestLedger ledger = new TestLedger();

    @TempDir private Path data = Path.of("unset");

    @Test
    void aWholeLifeIsOkAndCounted() throws IOException {
        ledger.wholeLife().write(data);
        ledger.guard(data, ledger.first, 0, 5);
        ledger.rail(data, List.of(paid("w-1", "50000000")));

        TestLedger.Outcome outcome = TestLedger.verify(data);

        assertThat(outcome.output())
                .endsWith("verify: ok\n")
                .contains(TestPartition.LEDGER)
                .containsPattern("partitions +2\n")
                .containsPattern("counted +22\n")
                .containsPattern("void +0\n")
                .containsPattern("barriers +5\n")
                .containsPattern("withdrawals SETTLED +1\n")
                .containsPattern("guards +1\n")
                .containsPattern("rail paid +1\n")
                .containsPattern("postgresql rows +not compared: ledger is stopped\n")
                .containsPattern(
                        "total BTC +customers 149990005 = deposits 200000005"
                                + " - settled 50000000 - fees 10000;");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void aReleaseThatNamesItsRailIsOne() throws IOException {
        ledger.first.commit(ledger.events.opened(ledger.alice));
        ledger.first.commit(ledger.events.deposit(ledger.alice, "BTC", "200000000", "d-1"));
        ledger.first.commit(ledger.events.requested(ledger.alice, "w-1", "50000000", "10000"));
        ledger.first.commit(
                ledger.events.releasedTo(
                        "{\"name\":\"hot-wallet-2\",\"promises\":[\"DEDUPLICATES\",\"REFUSES_FOR_GOOD\"]}",
                        ledger.alice,
                        "w-1",
                        "50000000",
                        "10000"));
        ledger.write(data);

        assertThat(TestLedger.verify(data).output())
                .containsPattern("withdrawals RELEASED +1\n")
                .endsWith("verify: ok\n");
    }

    @Test
    void lateAndMalformedRecordsAreVoidAndHarmless() throws IOException {
        ledger.released();
        byte[] stale = ledger.first.head();
        ledger.first.commit();
        ledger.first.late(stale, ledger.events.settled(ledger.alice, "w-1", "50000000", "10000"));
        ledger.first.raw(new byte[] {1}, new RecordHeader("kind", new byte[] {2}));
        ledger.first.raw(
                new byte[] {1},
                new RecordHeader("kind", new byte[] {3}),
                new RecordHeader("prev", ledger.first.head()));
        ledger.first.raw(
                new byte[] {1},
                new RecordHeader("kind", new byte[] {1}),
                new RecordHeader("prev", ledger.first.head()),
                new RecordHeader("more", new byte[] {1}));
        ledger.write(data);

        TestLedger.Outcome outcome = TestLedger.verify(data);

        assertThat(outcome.output())
                .endsWith("verify: ok\n")
                .containsPattern("void +4\n")
                .containsPattern("void without predecessor +0\n")
                .containsPattern("withdrawals RELEASED +1\n");
    }

    @Test
    void aBarrierWithEventsThatAreNotItsOwnHasNoEffectAndRaisesAnAlarm() throws IOException {
        ledger.released();
        ledger.first.barrier(
                "resolved", "{}", ledger.events.failed(ledger.alice, "w-1", "50000000", "10000"));
        ledger.first.barrier("opened-sesame", "{}");
        ledger.write(data);

        assertThat(TestLedger.verify(data).output())
                .endsWith("verify: ok\n")
                .containsPattern("alarms +2\n")
                .containsPattern("withdrawals RELEASED +1\n");
    }

    @Test
    void aTornTailIsAFigureUnlessTheBrokerWasStoppedCleanly() throws IOException {
        ledger.released().write(data);
        Files.write(ledger.first.segment(data), new byte[33], StandardOpenOption.APPEND);

        assertThat(TestLedger.verify(data).output())
                .endsWith("verify: ok\n")
                .containsPattern("torn tail bytes +33\n");

        Files.createFile(data.resolve("kafka/.kafka_cleanshutdown"));
        assertThat(TestLedger.verify(data).output())
                .contains("finding: partition 0 offset 5: damaged");
    }

    @Test
    void aRepeatedPauseHasNoEffect() throws IOException {
        String fence = ledger.events.pauseOpened("p-1", TestLedger.BTC);
        ledger.first.commit(fence);
        ledger.first.barrier("pause-opened", "{}", fence);
        ledger.write(data);

        assertThat(TestLedger.verify(data).output())
                .endsWith("verify: ok\n")
                .containsPattern("pauses opened +1\n");
    }

    @Test
    void aRuntimeFileOfADeadProcessMeansStopped() throws IOException {
        ledger.released().write(data);
        Files.writeString(
                data.resolve("runtime.properties"), "kafka.bootstrap=127.0.0.1:1\npid=999999999\n");

        assertThat(TestLedger.verify(data).output()).contains("stopped").endsWith("verify: ok\n");
    }

    @Test
    void aFolderWithoutALedgerCannotBeChecked() {
        TestLedger.Outcome outcome = TestLedger.verify(data);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.output())
                .isEqualTo("verify: could not check: there is no ledger in " + data + "\n");
    }

    private String paid(String key, String amount) {
        return "paid\t%s\t1\tBTC\t%s".formatted(TestEvents.withdrawal(ledger.alice, key), amount);
    }
}
