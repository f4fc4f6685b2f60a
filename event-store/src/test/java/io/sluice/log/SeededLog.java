package io.sluice.log;

import io.sluice.log.chain.ChainHash;
import io.sluice.log.chain.ChainRecord;
import io.sluice.log.chain.EntryCodec;
import io.sluice.log.chain.EntryKind;
import io.sluice.log.chain.EntryValue;
import io.sluice.log.chain.LedgerIdentity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * A partition's log as a seed makes it: commits of several events and of none, barriers with effect
 * and without, and records that are void. The same seed gives the same bytes.
 */
public final class SeededLog {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int ACCOUNTS = 40;
    private static final int FILLER_CHARACTERS = 160;

    private final RandomGenerator random;
    private final int partition;
    private final EntryCodec codec = new EntryCodec(new TextPayloads());
    private final List<RawRecord> records = new ArrayList<>();
    private Head head;
    private long micros;

    private SeededLog(long seed, int partition) {
        this.random = new SplittableRandom(seed);
        this.partition = partition;
        LedgerIdentity identity = new LedgerIdentity(uuid(), 1);
        this.head = identity.genesis(partition);
        count(
                EntryKind.BARRIER,
                Optional.of(new EntryValue.Barrier("ledger-opened", nonce(), identity.toDetail())),
                List.of());
    }

    /** So many records of partition 0. */
    public static List<RawRecord> of(long seed, int count) {
        SeededLog log = new SeededLog(seed, 0);
        while (log.records.size() < count) {
            log.next();
        }
        return List.copyOf(log.records);
    }

    private void next() {
        switch (random.nextInt(20)) {
            case 0 -> addVoid();
            case 1 -> count(EntryKind.COMMIT, Optional.empty(), List.of());
            case 2 -> barrier("resolved", List.of());
            case 3 -> barrier("pause-opened", List.of(event("pause-opened")));
            case 4 -> barrier("pause-opened", List.of(event("moved"))); // has no effect
            default -> {
                List<StoredEvent> events = new ArrayList<>();
                for (int i = random.nextInt(1, 5); i > 0; i--) {
                    events.add(event("moved"));
                }
                count(EntryKind.COMMIT, Optional.empty(), events);
            }
        }
    }

    private void barrier(String effect, List<StoredEvent> events) {
        count(
                EntryKind.BARRIER,
                Optional.of(new EntryValue.Barrier(effect, nonce(), Map.of())),
                events);
    }

    private void count(
            EntryKind kind, Optional<EntryValue.Barrier> barrier, List<StoredEvent> events) {
        micros += random.nextInt(-500, 2_000); // a clock that also runs back
        EntryValue value =
                new EntryValue(
                        BEGIN.plusNanos(micros * 1_000), "writer-" + partition, barrier, events);
        byte[] key = ("account-" + random.nextInt(ACCOUNTS)).getBytes(StandardCharsets.UTF_8);
        ChainRecord record = new ChainRecord(kind, head, key, codec.encode(value));
        head = ChainHash.after(head, record);
        append(record.toRaw());
    }

    private void addVoid() {
        byte[] elsewhere = new byte[Head.BYTES];
        random.nextBytes(elsewhere);
        append(
                random.nextBoolean()
                        ? new ChainRecord(
                                        EntryKind.COMMIT,
                                        Head.of(elsewhere),
                                        new byte[0],
                                        "late".getBytes(StandardCharsets.UTF_8))
                                .toRaw()
                        : new RawRecord(0, null, elsewhere, List.of()));
    }

    private void append(RawRecord record) {
        records.add(new RawRecord(records.size(), record.key(), record.value(), record.headers()));
    }

    private StoredEvent event(String type) {
        List<EventTag> tags = new ArrayList<>();
        tags.add(new EventTag("account", "account-" + random.nextInt(ACCOUNTS)));
        tags.add(new EventTag("key", uuid()));
        if (random.nextInt(4) == 0) {
            tags.add(new EventTag("circuit", "all"));
            tags.add(new EventTag("circuit", "all")); // said twice, found once
        }
        return new StoredEvent(
                uuid(),
                type,
                "1",
                BEGIN.plusNanos(micros * 1_000),
                tags,
                Map.of("actor", "somebody"),
                "x".repeat(FILLER_CHARACTERS) + random.nextInt());
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private String nonce() {
        return uuid().replace("-", "");
    }
}
