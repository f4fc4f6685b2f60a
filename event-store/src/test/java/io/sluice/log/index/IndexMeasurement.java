package io.sluice.log.index;

import io.sluice.log.EventTag;
import io.sluice.log.Head;
import io.sluice.log.NotingFollower;
import io.sluice.log.RawRecord;
import io.sluice.log.StoredEvent;
import io.sluice.log.TextPayloads;
import io.sluice.log.chain.ChainHash;
import io.sluice.log.chain.ChainRecord;
import io.sluice.log.chain.EntryCodec;
import io.sluice.log.chain.EntryKind;
import io.sluice.log.chain.EntryValue;
import io.sluice.log.chain.LedgerIdentity;
import io.sluice.log.writer.Folding;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * How fast a log is folded into the index in the heap and into the one on disk, and what a look-up
 * costs: {@code IndexMeasurement <folder> <entries>}. Entries are like a withdrawal's request: one
 * event, an account of 20,000, two tags that nothing else has, some 700 bytes. Not a test.
 */
final class IndexMeasurement {

    private static final int BATCH = 500;
    private static final int ACCOUNTS = 20_000;
    private static final int LOOK_UPS = 100_000;

    private IndexMeasurement() {}

    public static void main(String[] args) {
        int count = Integer.parseInt(args[1]);
        List<RawRecord> records = records(count);
        System.out.printf(
                "%d entries, %d bytes each%n",
                count, records.get(1).value() == null ? 0 : records.get(1).value().length);
        for (int round = 0; round < 3; round++) {
            measure("heap", new HeapPartitionIndex(), records);
            try (DiskIndexes indexes =
                    DiskIndexes.resuming(
                            DiskIndexSettings.in(Path.of(args[0]).resolve("round-" + round)))) {
                PartitionIndex disk = indexes.of("topic", 0, new EntryCodec(new TextPayloads()));
                disk.open(List.of("noting/1"));
                measure("disk", disk, records);
                lookUps(disk);
                System.out.printf("off-heap %d MiB%n", indexes.usedBytes() >> 20);
                long before = System.nanoTime();
                disk.close();
                System.out.printf("closed in %d ms%n", (System.nanoTime() - before) / 1_000_000);
            }
        }
    }

    private static void measure(String name, PartitionIndex index, List<RawRecord> records) {
        Folding folding = new Folding(index, Optional.empty(), new NotingFollower("noting/1"));
        long cpuBefore = cpuNanos();
        long ownBefore = ownCpuNanos();
        long before = System.nanoTime();
        long slowest = 0;
        for (int next = 0; next < records.size(); next += BATCH) {
            long batchBefore = System.nanoTime();
            folding.fold(records.subList(next, Math.min(records.size(), next + BATCH)));
            slowest = Math.max(slowest, System.nanoTime() - batchBefore);
        }
        long took = System.nanoTime() - before;
        System.out.printf(
                "%s: %d entries/s, CPU for each %.1f us here and %.1f us in all, slowest batch %d ms%n",
                name,
                records.size() * 1_000_000_000L / took,
                (ownCpuNanos() - ownBefore) / 1e3 / records.size(),
                (cpuNanos() - cpuBefore) / 1e3 / records.size(),
                slowest / 1_000_000);
    }

    private static void lookUps(PartitionIndex index) {
        long before = System.nanoTime();
        long found = 0;
        for (int i = 0; i < LOOK_UPS; i++) {
            found += index.sequencesOf(new EventTag("key", "never-" + i), 0).length;
        }
        System.out.printf(
                "a tag never seen: %.2f us (%d found)%n",
                (System.nanoTime() - before) / 1e3 / LOOK_UPS, found);
        before = System.nanoTime();
        for (int i = 0; i < LOOK_UPS / 10; i++) {
            index.event(i * 7919L % index.nextSequence());
        }
        System.out.printf(
                "an event at random: %.2f us%n", (System.nanoTime() - before) / 1e2 / LOOK_UPS);
        before = System.nanoTime();
        for (int i = 0; i < LOOK_UPS; i++) {
            index.event(i);
        }
        System.out.printf(
                "an event in passing: %.2f us%n", (System.nanoTime() - before) / 1e3 / LOOK_UPS);
    }

    private static long ownCpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static List<RawRecord> records(int count) {
        RandomGenerator random = new SplittableRandom(1);
        EntryCodec codec = new EntryCodec(new TextPayloads());
        LedgerIdentity identity = new LedgerIdentity("measured", 1);
        Head head = identity.genesis(0);
        List<RawRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            EntryValue value =
                    new EntryValue(
                            Instant.EPOCH.plusMillis(i),
                            "a-writer",
                            i > 0
                                    ? Optional.empty()
                                    : Optional.of(
                                            new EntryValue.Barrier(
                                                    "ledger-opened",
                                                    "0".repeat(32),
                                                    identity.toDetail())),
                            i > 0 ? List.of(event(random)) : List.of());
            ChainRecord record =
                    new ChainRecord(
                            i > 0 ? EntryKind.COMMIT : EntryKind.BARRIER,
                            head,
                            "an-account".getBytes(StandardCharsets.UTF_8),
                            codec.encode(value));
            head = ChainHash.after(head, record);
            RawRecord raw = record.toRaw();
            records.add(new RawRecord(i, raw.key(), raw.value(), raw.headers()));
        }
        return records;
    }

    private static StoredEvent event(RandomGenerator random) {
        return new StoredEvent(
                uuid(random),
                "withdrawal-requested",
                "1",
                Instant.EPOCH,
                List.of(
                        new EventTag("account", "account-" + random.nextInt(ACCOUNTS)),
                        new EventTag("withdrawal", uuid(random)),
                        new EventTag("key", uuid(random))),
                Map.of("actor", "service", "traceId", uuid(random)),
                uuid(random)
                        + "asset BTC network bitcoin amount 12345 fee 100 destination bc1q"
                        + uuid(random)
                        + "account something and some more text to be like what is written, really");
    }

    private static String uuid(RandomGenerator random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
