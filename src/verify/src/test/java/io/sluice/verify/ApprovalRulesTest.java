package io.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Approval and expiry as events.md has them, kept and broken; an hour to live, from 17:00 on. */
class ApprovalRulesTest {

    private static final String HOUR = TestEvents.expiresAt("18:00:00");
    private static final String LARGE = TestEvents.approval("AMOUNT", "a");

    private final TestLedger ledger = new TestLedger();
    private final TestEvents events = ledger.events;
    private final TestPartition log = ledger.first;
    private final String alice = ledger.alice;

    @TempDir private Path data = Path.of("unset");

    @BeforeEach
    void fund() {
        log.commit(events.opened(alice));
        log.commit(events.deposit(alice, "BTC", "1000", "d-1"));
    }

    private void asked(String key, String more) {
        log.commit(events.admitted(alice, key, "50", "1", more));
    }

    private void pause(String from, String until) {
        log.commitAt(from, events.pauseOpened("p-1", TestLedger.BTC));
        log.commitAt(until, events.resumptionDecided("r-1", TestEvents.pause("p-1")));
        String decided = log.position();
        log.commitAt(
                until,
                events.pauseResumed(
                        TestEvents.resumption("r-1"), TestEvents.pause("p-1"), decided));
    }

    @Test
    void acceptsEveryWayThatIsLegal() throws IOException {
        asked("w-1", "");
        asked("w-2", LARGE);
        asked("w-3", LARGE);
        asked("w-4", HOUR + LARGE);
        asked("w-5", HOUR);
        log.commit(events.released(alice, "w-1", "50", "1"));
        log.commit(events.approved(alice, "w-2", "50", "1"));
        log.commit(events.released(alice, "w-2", "50", "1"));
        log.commit(events.rejected(alice, "w-3", "50", "1"));
        pause("17:30:00", "19:00:00");
        log.commitAt("19:29:59", events.released(alice, "w-5", "50", "1"));
        log.commitAt("19:30:00", events.expired(alice, "w-4", "50", "1", "19:30:00"));

        ledger.write(data);
        TestLedger.Outcome outcome = TestLedger.verify(data);
        assertThat(outcome.output())
                .endsWith("verify: ok\n")
                .containsPattern("withdrawals CANCELLED +1\n")
                .containsPattern("withdrawals REJECTED +1\n")
                .containsPattern("withdrawals RELEASED +3\n");
    }

    @Test
    void findsWhatMovesWithoutApproval() throws IOException {
        asked("w-1", LARGE);
        log.commit(events.released(alice, "w-1", "50", "1"));

        found("withdrawal " + id("w-1") + " is AWAITING_APPROVAL, so withdrawal-released is not");
    }

    @Test
    void findsAnApprovalThatNobodyWaitedFor() throws IOException {
        asked("w-1", "");
        log.commit(events.approved(alice, "w-1", "50", "1"));

        found("withdrawal " + id("w-1") + " is REQUESTED, so withdrawal-approved is not legal");
    }

    @Test
    void findsAnApprovalOfOtherTermsAndARequestInAnothersName() throws IOException {
        asked("w-1", LARGE);
        asked("w-2", TestEvents.approval("AMOUNT", "mallory"));
        log.commit(events.approved(alice, "w-1", "500", "1"));
        log.commit(
                events.approved(alice, "w-2", "50", "1")
                        .replace("{\"address\":\"bc1\"}", "{\"address\":\"bc2\"}"));

        found(
                "was requested with amount 50, withdrawal-approved says 500",
                "withdrawal " + id("w-2") + " was not requested by mallory",
                "was approved of for another destination",
                "withdrawal-approved has tags");
    }

    @Test
    void findsAReleaseAfterTheExpiryAndAnExpiryBeforeItsTime() throws IOException {
        asked("w-1", HOUR);
        asked("w-2", HOUR);
        log.commitAt("17:59:59", events.expired(alice, "w-2", "50", "1", "18:00:00"));
        log.commitAt("18:00:00", events.released(alice, "w-1", "50", "1"));

        found(
                "withdrawal " + id("w-2") + " expired before its time was up",
                "withdrawal " + id("w-1") + " was released after its expiry");
    }

    @Test
    void findsAnExpiryThatDidNotStandStill() throws IOException {
        asked("w-1", HOUR);
        pause("17:30:00", "19:00:00");
        log.commitAt("19:00:01", events.expired(alice, "w-1", "50", "1", "18:00:00"));

        found("withdrawal " + id("w-1") + " expired before its time was up");
    }

    @Test
    void findsAnExpiryOfOneThatHasNoneAndOneThatSaysAnotherTime() throws IOException {
        asked("w-1", "");
        asked("w-2", HOUR);
        log.commitAt("19:00:00", events.expired(alice, "w-1", "50", "1", "18:00:00"));
        log.commitAt("19:00:00", events.expired(alice, "w-2", "50", "1", "18:00:01"));

        found(
                "withdrawal " + id("w-1") + " expired, but has no expiry",
                "withdrawal " + id("w-2") + " expired at 2026-11-22T18:00:00Z");
    }

    @Test
    void findsADecisionThatIsLaterThanItsEvent() throws IOException {
        log.commit(
                events.admitted(alice, "w-1", "50", "1", "")
                        .replace("T17:00:00.000000Z", "T17:00:01.000000Z"));

        found("decidedAt is later than the decision can have been");
    }

    @Test
    void stopsAtARuleThatIsNotSpecified() throws IOException {
        asked("w-1", TestEvents.approval("WEATHER", "a"));

        found("\"approval\" does not hold what is specified");
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
