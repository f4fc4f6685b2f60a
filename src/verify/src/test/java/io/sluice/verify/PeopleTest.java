package io.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose word a resumption rests on; "ops" opened the pause. */
class PeopleTest {

    private static final UUID PAUSE = TestEvents.pause("p-1");

    private final TestLedger ledger = new TestLedger();
    private final TestEvents events = ledger.events;

    @TempDir private Path data = Path.of("unset");

    @BeforeEach
    void pause() {
        String fence = events.pauseOpened("p-1", TestLedger.BTC);
        ledger.first.barrier("pause-opened", "{}", fence);
        ledger.second.barrier("pause-opened", "{}", fence);
    }

    private void asks(String key, String who, int people) {
        ledger.first.commit(events.resumptionAsked(key, PAUSE, who, people));
    }

    private void completes(String key, String who, String askedBy) {
        ledger.first.commit(
                events.resumptionAsked(key, PAUSE, who, 2),
                events.resumptionDecided(key, PAUSE, who, askedBy, "PEOPLE"));
    }

    private void found(String finding) throws IOException {
        ledger.write(data);
        assertThat(TestLedger.verify(data).output()).contains(finding).doesNotEndWith("ok\n");
    }

    @Test
    void twoPeopleAndOneWhoBreaksTheGlassAreInOrder() throws IOException {
        asks("r-1", "ops", 1);
        completes("r-2", "ben", "\"ops\",\"ben\"");
        UUID other = TestEvents.pause("p-2");
        ledger.first.barrier("pause-opened", "{}", events.pauseOpened("p-2", TestLedger.BTC));
        ledger.first.commit(
                events.resumptionDecided("r-3", other, "ops", "\"ops\"", "BREAK_GLASS"));
        ledger.write(data);
        assertThat(TestLedger.verify(data).output()).endsWith("verify: ok\n");
    }

    @Test
    void findsADecisionThatNamesOneWhoDidNotAsk() throws IOException {
        asks("r-1", "anna", 1);
        completes("r-2", "ben", "\"carl\",\"ben\"");
        found("was decided by [carl, ben], and those who asked here are [anna, ben]");
    }

    @Test
    void findsADecisionByTooFew() throws IOException {
        ledger.first.commit(
                events.resumptionAsked("r-1", PAUSE, "ben", 1),
                events.resumptionDecided("r-1", PAUSE, "ben", "\"ben\"", "PEOPLE"));
        found("was decided by [ben]");
    }

    @Test
    void findsAPauseThatWasEndedByWhoeverOpenedIt() throws IOException {
        asks("r-1", "anna", 1);
        completes("r-2", "ops", "\"anna\",\"ops\"");
        found("ops opened the pause and completed its end");
    }

    @Test
    void findsOnePersonWhoWasCountedTwice() throws IOException {
        asks("r-1", "anna", 1);
        asks("r-2", "anna", 2);
        found("says that 2 different people asked, and 1 did");
    }
}
