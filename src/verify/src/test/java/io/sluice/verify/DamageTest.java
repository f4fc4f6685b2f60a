package io.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done to the files of a good log, and found. */
class DamageTest {

    private final TestLedger ledger = new TestLedger();

    @TempDir private Path data = Path.of("unset");

    @BeforeEach
    void writeAGoodLog() throws IOException {
        ledger.wholeLife().write(data);
        assertThat(TestLedger.verify(data).exitCode()).isZero();
    }

    @Test
    void findsAnyFlippedByteInTheMiddleOfASegment() throws IOException {
        Path segment = ledger.first.segment(data);
        byte[] good = Files.readAllBytes(segment);
        int lastBatch = good.length - lastBatchSize(good);
        for (int at = 0; at < lastBatch; at += 59) {
            byte[] bad = good.clone();
            bad[at] ^= 0x10;
            Files.write(segment, bad);

            TestLedger.Outcome outcome = TestLedger.verify(data);

            assertThat(outcome.exitCode()).as("byte %d: %s", at, outcome.output()).isEqualTo(1);
            assertThat(outcome.output()).contains("finding: partition 0 offset ");
        }
        Files.write(segment, good);
    }

    @Test
    void findsAFlippedByteInTheLastBatchByTheGuard() throws IOException {
        ledger.guard(data, ledger.first, 0, ledger.first.size() - 1);
        Path segment = ledger.first.segment(data);
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length - 3] ^= 1;
        Files.write(segment, bytes);

        found("partition 0 offset " + (ledger.first.size() - 1), "short or forked");
    }

    @Test
    void findsARemovedEntryByTheGapInTheOffsets() throws IOException {
        ledger.first.writeWithout(data, 6, false);

        found("partition 0 offset 6: records are missing: offsets 6 to 6");
    }

    @Test
    void findsARemovedEntryAlsoWhenTheOffsetsAreRenumbered() throws IOException {
        ledger.first.writeWithout(data, 6, true);

        found("partition 0 offset 7: from here to the end commits extend an entry that is not");
    }

    @Test
    void findsARemovedEntryByTheGuard() throws IOException {
        ledger.guard(data, ledger.first, 0, 10);
        ledger.first.writeWithout(data, 6, true);

        found("partition 0 offset 10: the log is short or forked: the guard has seen head");
    }

    @Test
    void findsATailCutBelowTheGuard() throws IOException {
        ledger.guard(data, ledger.first, 0, 12);
        ledger.first.writeTo(data, 9);

        found("partition 0 offset 12: the log is short or forked: it ends at 9");
    }

    @Test
    void findsAMissingPartition() throws IOException {
        ledger.guard(data, ledger.second, 1, 1);
        Files.delete(ledger.second.segment(data));
        Files.delete(ledger.second.segment(data).getParent());

        found("the ledger was opened with 2 partitions, but there are 1", "guarded, but not in");
    }

    @Test
    void findsAPartitionOfAnotherLedger() throws IOException {
        new TestPartition(1, 2, "11111111-1111-4111-8111-111111111111").writeTo(data);

        found("partition 1 offset 0: belongs to another ledger");
    }

    @Test
    void findsAGuardOfAnotherTopic() throws IOException {
        ledger.guard(data, ledger.first, 0, 3);
        Path metadata = ledger.first.segment(data).resolveSibling("partition.metadata");
        Files.writeString(metadata, "version: 0\ntopic_id: BBBBBBBBBBBBBBBBBBBBBB\n");

        found("partition 0: the guard is of topic " + TestLedger.TOPIC);
    }

    private void found(String... findings) {
        TestLedger.Outcome outcome = TestLedger.verify(data);
        assertThat(outcome.output()).contains(findings).contains("verify: FAILED (");
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    private static int lastBatchSize(byte[] segment) {
        int at = 0;
        int size = 0;
        while (at < segment.length) {
            size = 12 + java.nio.ByteBuffer.wrap(segment).getInt(at + 8);
            at += size;
        }
        return size;
    }
}
