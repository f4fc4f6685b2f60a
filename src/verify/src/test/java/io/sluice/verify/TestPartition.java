package io.sluice.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.FileRecords;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;

/** A little writer of one partition, made from chain-log.md alone. */
final class TestPartition {

    static final String LEDGER = "0f0e0d0c-0b0a-4908-8706-050403020100";

    private static final byte[] COMMIT = {1};
    private static final byte[] BARRIER = {2};

    private final int partition;
    private final List<SimpleRecord> records = new ArrayList<>();
    private final List<byte[]> heads = new ArrayList<>();
    private byte[] head;
    private int nonce;

    TestPartition(int partition, int partitions) {
        this(partition, partitions, LEDGER);
    }

    TestPartition(int partition, int partitions, String ledgerId) {
        this.partition = partition;
        head =
                TestHashes.sha256(
                        TestHashes.lp(TestHashes.utf8("sluice-chain/1")),
                        TestHashes.lp(TestHashes.utf8(ledgerId)),
                        TestHashes.lp(TestHashes.u32(partition)),
                        TestHashes.lp(TestHashes.u32(partitions)),
                        TestHashes.lp(TestHashes.u32(1)));
        barrier(
                "ledger-opened",
                "{\"format\":\"sluice-chain/1\",\"ledgerId\":\"%s\",\"partitions\":\"%d\",\"partitioner\":\"sha256-mod/1\"}"
                        .formatted(ledgerId, partitions));
    }

    byte[] head() {
        return head.clone();
    }

    int size() {
        return records.size();
    }

    String position() {
        return partition + ":" + (records.size() - 1) + ":" + HexFormat.of().formatHex(head, 0, 4);
    }

    /** The guard's line for the entry at the offset. */
    String guard(String topicId, int offset) {
        return "sluice-guard/1 %s %d %d %s%n"
                .formatted(topicId, partition, offset, HexFormat.of().formatHex(heads.get(offset)));
    }

    TestPartition commit(String... events) {
        return commitValue(
                "{\"v\":1,\"time\":\"2026-11-22T17:00:00.000000Z\",\"writer\":\"%s\",\"events\":[%s]}"
                        .formatted(LEDGER, String.join(",", events)));
    }

    /** An entry, and its events, of that time of the day. */
    TestPartition commitAt(String time, String... events) {
        String at = "2026-11-22T" + time;
        return commitValue(
                "{\"v\":1,\"time\":\"%s.000000Z\",\"writer\":\"%s\",\"events\":[%s]}"
                        .formatted(
                                at,
                                LEDGER,
                                String.join(",", events)
                                        .replace(
                                                "\"time\":\"2026-11-22T17:00:00Z\"",
                                                "\"time\":\"" + at + "Z\"")));
    }

    TestPartition commitValue(String value) {
        return counted(COMMIT, TestHashes.utf8(value));
    }

    TestPartition barrier(String effect, String detail, String... events) {
        nonce++;
        return counted(
                BARRIER,
                TestHashes.utf8(
                        "{\"v\":1,\"time\":\"2026-11-22T16:59:00.000000Z\",\"writer\":\"%s\",\"barrier\":\"%s\",\"nonce\":\"%032x\",\"detail\":%s,\"events\":[%s]}"
                                .formatted(
                                        LEDGER, effect, nonce, detail, String.join(",", events))));
    }

    /** A commit that was decided on another head: it must be void. */
    TestPartition late(byte[] prev, String... events) {
        String value =
                "{\"v\":1,\"time\":\"2026-11-22T17:00:00.000000Z\",\"writer\":\"%s\",\"events\":[%s]}"
                        .formatted(LEDGER, String.join(",", events));
        return raw(
                TestHashes.utf8(value),
                new RecordHeader("kind", COMMIT),
                new RecordHeader("prev", prev));
    }

    /** A record with whatever headers; the chain is not told. */
    TestPartition raw(byte[] value, Header... headers) {
        records.add(new SimpleRecord(0, new byte[0], value, headers));
        heads.add(head);
        return this;
    }

    private TestPartition counted(byte[] kind, byte[] value) {
        byte[] entry =
                TestHashes.sha256(
                        TestHashes.lp(kind),
                        TestHashes.lp(head),
                        TestHashes.lp(new byte[0]),
                        TestHashes.lp(value));
        raw(value, new RecordHeader("prev", head), new RecordHeader("kind", kind));
        head = TestHashes.sha256(head, entry);
        heads.set(heads.size() - 1, head);
        return this;
    }

    Path segment(Path data) {
        return data.resolve("kafka/sluice.ledger-" + partition + "/00000000000000000000.log");
    }

    /** Writes two records a batch. */
    void writeTo(Path data) throws IOException {
        write(data, records.size(), -1, false);
    }

    void writeTo(Path data, int upTo) throws IOException {
        write(data, upTo, -1, false);
    }

    /** Leaves one record out, and closes the gap in the offsets or not. */
    void writeWithout(Path data, int left, boolean renumbered) throws IOException {
        write(data, records.size(), left, renumbered);
    }

    private void write(Path data, int upTo, int left, boolean renumbered) throws IOException {
        Path segment = segment(data);
        Files.createDirectories(segment.getParent());
        Files.deleteIfExists(segment);
        try (FileRecords file = FileRecords.open(segment.toFile())) {
            long offset = 0;
            for (int at = 0; at < upTo; at++) {
                if (at == left) {
                    offset += renumbered ? 0 : 1;
                    continue;
                }
                boolean pair = at + 1 < upTo && at + 1 != left;
                SimpleRecord[] batch =
                        pair
                                ? new SimpleRecord[] {records.get(at), records.get(++at)}
                                : new SimpleRecord[] {records.get(at)};
                file.append(MemoryRecords.withRecords(offset, Compression.NONE, 0, batch));
                offset += batch.length;
            }
        }
    }
}
