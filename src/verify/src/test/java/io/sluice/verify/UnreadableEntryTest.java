package io.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableEntryTest {

    private static final String GOOD =
            "{\"v\":1,\"time\":\"2026-11-22T17:00:00.000000Z\",\"writer\":\""
                    + TestPartition.LEDGER
                    + "\",\"events\":[]}";

    private final TestLedger ledger = new TestLedger();

    @TempDir private Path data = Path.of("unset");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "{\"v\":1}",
                "GOOD and more",
                "{\"v\":1,GOOD{",
                "{\"v\":1,\"v\":1,\"events\":[]}",
                "{\"v\":2,\"time\":\"2026-11-22T17:00:00.000000Z\",\"writer\":\"w\",\"events\":[]}",
                "{\"v\":1,\"time\":\"2026-11-22T17:00:00Z\",\"writer\":\"LEDGER\",\"events\":[]}",
                "{\"v\":1,\"time\":\"2026-11-22T17:00:00.000000Z\",\"writer\":\"LEDGER\",\"events\":[],\"more\":1}",
                "{\"v\":1,\"time\":\"2026-11-22T17:00:00.000000Z\",\"writer\":\"LEDGER\",\"events\":[{}]}"
            })
    void aCountedEntryThatCannotBeReadStopsThePartition(String value) throws IOException {
        ledger.first.commitValue(
                value.replace("GOOD", GOOD).replace("LEDGER", TestPartition.LEDGER));
        ledger.first.commit(ledger.events.opened(ledger.alice));
        ledger.write(data);

        stopped();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"type\":\"account-opened\">\"type\":\"account-open\"",
                "\"version\":\"1\">\"version\":\"2\"",
                "\"accountId\">\"account\"",
                "\"payload\":{>\"payload\":{\"more\":1,",
                "\"payload\":{>\"payload\":{\"accountId\":\"x\",",
            })
    void soDoesAnEventThatIsNotSpecified(String change) throws IOException {
        String[] parts = change.split(">", 2);
        String event = ledger.events.opened(ledger.alice);
        assertThat(event).contains(parts[0]);
        ledger.first.commit(event.replace(parts[0], parts[1]));
        ledger.write(data);

        stopped();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"Wallet\",\"promises\":[]}",
                "{\"name\":\"wallet\"}",
                "{\"name\":\"wallet\",\"promises\":[\"PAYS\"]}",
                "{\"name\":\"wallet\",\"promises\":[\"HONOURS_NOT_AFTER\",\"DEDUPLICATES\"]}",
                "{\"name\":\"wallet\",\"promises\":[],\"more\":1}",
            })
    void soDoesAReleaseToARailThatIsNoneHere(String rail) throws IOException {
        ledger.first.commit(ledger.events.releasedTo(rail, ledger.alice, "w-1", "1", "0"));
        ledger.write(data);

        stopped();
    }

    private void stopped() {
        TestLedger.Outcome outcome = TestLedger.verify(data);
        assertThat(outcome.output())
                .contains(
                        "finding: partition 0 offset 1: a counted entry cannot be read,"
                                + " the partition stops here: ")
                .containsPattern("events +0\n")
                .endsWith("verify: FAILED (1 finding)\n");
        assertThat(outcome.exitCode()).isEqualTo(1);
    }
}
