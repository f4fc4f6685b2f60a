package io.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Valid chains that say what must never happen; every finding names its place. */
class BrokenRulesTest {

    /** The time of all events here, and one after it. */
    private static final String END = "2026-11-22T17:00:00.000000Z";

    private static final String LATER = "2026-11-22T18:00:00.000000Z";

    private final TestLedger ledger = new TestLedger();
    private final TestEvents events = ledger.events;
    private final TestPartition log = ledger.first;
    private final String alice = ledger.alice;

    @TempDir private Path data = Path.of("unset");

    @Test
    void findsANegativeBalance() throws IOException {
        log.commit(events.opened(alice));
        log.commit(events.requested(alice, "w-1", "50", "1"));

        found(at(2) + "balance is negative: available BTC -51");
    }

    @Test
    void findsASecondSettlement() throws IOException {
        ledger.released();
        log.commit(events.settled(alice, "w-1", "50000000", "10000"));
        log.commit(events.settled(alice, "w-1", "50000000", "10000"));

        found(at(6) + "withdrawal " + id("w-1") + " is SETTLED, so withdrawal-settled is not");
    }

    @Test
    void findsAFailureAfterSettlementAndASecondRelease() throws IOException {
        ledger.released();
        log.commit(events.released(alice, "w-1", "50000000", "10000"));
        log.commit(events.settled(alice, "w-1", "50000000", "10000"));
        log.commit(events.failed(alice, "w-1", "50000000", "10000"));

        found(
                at(5) + "withdrawal " + id("w-1") + " is RELEASED, so withdrawal-released is not",
                at(7) + "withdrawal " + id("w-1") + " is SETTLED, so withdrawal-failed is not");
    }

    @Test
    void findsAnotherAmountThanRequested() throws IOException {
        ledger.released();
        log.commit(events.settled(alice, "w-1", "40000000", "10000"));

        found(at(5) + "withdrawal " + id("w-1") + " was requested with amount 50000000");
    }

    @Test
    void findsAReleaseInsideAPause() throws IOException {
        log.commit(events.opened(alice));
        log.commit(events.deposit(alice, "BTC", "100", "d-1"));
        log.commit(events.requested(alice, "w-1", "50", "1"));
        log.barrier("pause-opened", "{}", events.pauseOpened("p-1", TestLedger.BTC));
        log.commit(events.released(alice, "w-1", "50", "1"));

        found(
                at(5)
                        + "withdrawal "
                        + id("w-1")
                        + " was released while pause "
                        + TestEvents.pause("p-1"));
    }

    @Test
    void findsAResumptionThatNobodyDecided() throws IOException {
        log.barrier("pause-opened", "{}", events.pauseOpened("p-1", TestLedger.BTC));
        log.commit(
                events.pauseResumed(
                        TestEvents.resumption("r-1"), TestEvents.pause("p-1"), "0:1:00000000"));

        found("partition 0 offset 2: pause " + TestEvents.pause("p-1") + " was resumed by a deci");
    }

    @Test
    void findsAnExtensionThatNobodyDecided() throws IOException {
        log.barrier("pause-opened", "{}", events.pauseOpened("p-1", TestLedger.BTC));
        log.commit(events.pauseExtended("e-1", TestEvents.pause("p-1"), END, "0:1:00000000"));

        found("partition 0 offset 2: pause " + TestEvents.pause("p-1") + " was extended by a deci");
    }

    @Test
    void findsAPauseThatLiftedItselfTooEarlyOrWasNotTo() throws IOException {
        log.barrier("pause-opened", "{}", events.pauseThatLifts("p-1", END));
        log.barrier("pause-opened", "{}", events.pauseOpened("p-2", TestLedger.BTC));
        log.commit(events.extensionDecided("e-1", TestEvents.pause("p-1"), LATER));
        log.commit(events.lifted(TestEvents.pause("p-1")));
        log.commit(events.lifted(TestEvents.pause("p-2")));

        found(
                "offset 4: pause " + TestEvents.pause("p-1") + " lifted itself before its end at",
                "offset 5: pause " + TestEvents.pause("p-2") + " lifted itself and was not to");
    }

    @Test
    void findsAKeyThatWasUsedTwice() throws IOException {
        log.commit(events.opened(alice));
        log.commit(events.deposit(alice, "BTC", "1000", "d-1"));
        log.commit(events.requested(alice, "w-1", "50", "1"));
        log.commit(events.requested(alice, "w-1", "50", "1"));

        found(
                at(4) + "idempotency key \"w-1\" was used before, at partition 0 offset 3",
                at(4) + "withdrawal " + id("w-1") + " was requested before");
    }

    @Test
    void findsADepositThatWasCreditedTwice() throws IOException {
        log.commit(events.opened(alice));
        log.commit(events.deposit(alice, "BTC", "1000", "d-1"));
        log.commit(events.deposit(alice, "BTC", "1000", "d-1"));

        found(at(3) + "deposit reference ", "is not unique: also at partition 0 offset 2");
    }

    @Test
    void findsAnEventThatIsThereTwice() throws IOException {
        String opened = events.opened(alice);
        log.commit(opened).commit(opened);

        found(at(2) + "event id ", at(2) + "the account was opened before");
    }

    @Test
    void findsIdsThatDoNotFollowFromTheirNames() throws IOException {
        log.commit(events.opened(alice));
        log.commit(events.deposit(alice, "BTC", "9", "d-1").replace("\"d-1\"", "\"d-2\""));

        found(at(2) + "depositId ", "does not follow from its names");
    }

    @Test
    void findsMissingTags() throws IOException {
        String tag = "[\"account\",\"" + alice + "\"]";
        log.commit(events.opened(alice).replace(tag, "[\"account\",\"x\"]"));

        found(at(1) + "account-opened has tags");
    }

    @Test
    void findsAnAccountInTheWrongPartition() throws IOException {
        log.commit(events.opened(ledger.bob));

        found("partition 0 offset 1 account " + ledger.bob + ": the account lives in partition 1");
    }

    @Test
    void findsMoneyInAClosedAccountAndReleasesOfAFrozenOne() throws IOException {
        log.commit(events.opened(alice));
        log.commit(events.deposit(alice, "BTC", "100", "d-1"));
        log.commit(events.requested(alice, "w-1", "50", "1"));
        log.commit(events.frozen(alice));
        log.commit(events.released(alice, "w-1", "50", "1"));
        log.commit(events.closed(alice));

        found(
                at(5) + "withdrawal-released while the account is frozen",
                at(6) + "the account was closed with money in it");
    }

    @Test
    void findsPaymentsThatTheLedgerDoesNotKnow() throws IOException {
        ledger.released();
        log.commit(events.failed(alice, "w-1", "50000000", "10000"));
        log.commit(events.requested(alice, "w-2", "5", "0"));
        String twice = "paid\t%s\t1\tBTC\t50000000".formatted(id("w-1"));
        String early = "paid\t%s\t1\tBTC\t6".formatted(id("w-2"));
        ledger.rail(data, List.of(twice, twice, early, "nonsense"));

        found(
                "the rail paid withdrawal " + id("w-1") + " twice",
                "but the ledger gave the money back",
                "the rail paid withdrawal " + id("w-2") + ", but it was never released",
                "is not what was requested",
                "a line of the rail's journal is not one");
    }

    private String at(int offset) {
        return "finding: partition 0 offset " + offset + " account " + alice + ": ";
    }

    private String id(String key) {
        return TestEvents.withdrawal(alice, key).toString();
    }

    private void found(String... findings) throws IOException {
        ledger.write(data);
        TestLedger.Outcome outcome = TestLedger.verify(data);
        assertThat(outcome.output()).contains(findings).contains("verify: FAILED (");
        assertThat(outcome.exitCode()).isEqualTo(1);
    }
}
