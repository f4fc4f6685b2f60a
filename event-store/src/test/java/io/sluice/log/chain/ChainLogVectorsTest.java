package io.sluice.log.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.log.EventTag;
import io.sluice.log.Head;
import io.sluice.log.RawRecord;
import io.sluice.log.StoredEvent;
import io.sluice.log.TextPayloads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The test vectors of src/docs/chain-log-vectors.txt are what this code computes, byte for byte.
 */
class ChainLogVectorsTest {

    private static final String LEDGER = "11111111-2222-4333-8444-555555555555";
    private static final String WRITER = "99999999-8888-4777-8666-555555555555";
    private static final HexFormat HEX = HexFormat.of();

    private final EntryCodec codec = new EntryCodec(new TextPayloads());
    private final StringBuilder vectors = new StringBuilder();

    @Test
    void vectorsAreWhatTheCodeComputes() throws IOException {
        LedgerIdentity identity = new LedgerIdentity(LEDGER, 3);
        line(
                "# Ledger "
                        + LEDGER
                        + ", partition 1 of 3. Made by ChainLogVectorsTest; all values in hex.");
        Head genesis = identity.genesis(1);
        line("genesis " + genesis);
        ChainRecord opened = barrier(genesis, "ledger-opened", "00", identity.toDetail());
        Head afterOpened = counted(0, opened, genesis);
        ChainRecord tookOver = barrier(genesis, "writer-took-over", "01", Map.of());
        Head afterTakeover = counted(1, tookOver, afterOpened);
        Head afterCommit = counted(2, commit(afterTakeover, "alice", "moved"), afterTakeover);
        voided(3, commit(afterTakeover, "alice", "late").toRaw());
        counted(4, commit(afterCommit, "", null), afterCommit);
        RawRecord good = commit(afterCommit, "bob", "x").toRaw();
        voided(5, new RawRecord(5, null, good.value(), good.headers()));
        voided(6, new RawRecord(6, good.key(), good.value(), List.of(good.headers().getFirst())));
        voided(
                7,
                new RawRecord(
                        7,
                        good.key(),
                        good.value(),
                        List.of(
                                good.headers().getFirst(),
                                good.headers().getLast(),
                                good.headers().getLast())));
        line("routing alice " + ChainHash.partitionOf("alice", 3) + " of 3");
        line("routing bob " + ChainHash.partitionOf("bob", 3) + " of 3");

        Path published = Path.of("..", "src", "docs", "chain-log-vectors.txt");
        if (Boolean.getBoolean("sluice.vectors.write")) {
            Files.writeString(published, vectors);
        }
        assertThat(vectors.toString()).isEqualTo(Files.readString(published));
    }

    private Head counted(long offset, ChainRecord record, Head head) {
        describe(offset, record.toRaw());
        line("  entryHash " + HEX.formatHex(ChainHash.entryHash(record)));
        assertThat(ChainRules.STANDARD.counts(record, head)).isTrue();
        Head after = ChainHash.after(head, record);
        line("  counts, head " + after);
        return after;
    }

    private void voided(long offset, RawRecord raw) {
        describe(offset, raw);
        line("  void");
    }

    private void describe(long offset, RawRecord raw) {
        line("record " + offset);
        raw.headers()
                .forEach(header -> line("  header " + header.name() + " " + hex(header.value())));
        line("  key " + hex(raw.key()));
        line("  value " + hex(raw.value()));
    }

    private ChainRecord barrier(
            Head prev, String effect, String nonce, Map<String, String> detail) {
        return new ChainRecord(
                EntryKind.BARRIER,
                prev,
                new byte[0],
                codec.encode(
                        new EntryValue(
                                Instant.parse("2025-04-15T12:40:00Z"),
                                WRITER,
                                Optional.of(
                                        new EntryValue.Barrier(effect, nonce.repeat(16), detail)),
                                List.of())));
    }

    private ChainRecord commit(
            Head prev, String key, @org.jspecify.annotations.Nullable String payload) {
        List<StoredEvent> events =
                payload == null
                        ? List.of()
                        : List.of(
                                new StoredEvent(
                                        "22222222-2222-4222-8222-222222222222",
                                        "moved",
                                        "1",
                                        Instant.parse("2025-04-15T12:40:00.5Z"),
                                        List.of(new EventTag("account", key)),
                                        Map.of("actor", "somebody"),
                                        payload));
        return new ChainRecord(
                EntryKind.COMMIT,
                prev,
                key.getBytes(StandardCharsets.UTF_8),
                codec.encode(
                        new EntryValue(
                                Instant.parse("2025-04-15T12:40:00.123456Z"),
                                WRITER,
                                Optional.empty(),
                                events)));
    }

    private static String hex(byte @org.jspecify.annotations.Nullable [] bytes) {
        return bytes == null ? "null" : bytes.length == 0 ? "empty" : HEX.formatHex(bytes);
    }

    private void line(String text) {
        vectors.append(text).append('\n');
    }
}
