package io.sluice.log.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.log.LogUnavailableException;
import io.sluice.log.RawRecord;
import io.sluice.log.SeededLog;
import io.sluice.log.TextPayloads;
import io.sluice.log.chain.EntryCodec;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

/** Whatever is done to its files, an index says nothing wrong: it says nothing, or the truth. */
class IndexDamageTest {

    private static final int RECORDS = 500;
    private static final int FLIPS = 60;

    @TempDir Path folder;

    private final List<RawRecord> records = SeededLog.of(21, RECORDS);
    private final HeapPartitionIndex heap = DiskIndexFixture.heapOf(records);
    private final IndexQuestions questions = IndexQuestions.about(heap, RECORDS, 21);
    private final List<String> truth = questions.ask(heap);
    private DiskIndexSettings settings;
    private Path database;

    @BeforeEach
    void makeIndex() {
        settings = DiskIndexFixture.small(folder.resolve("index"));
        database = new IndexFolder(settings.folder(), DiskIndexFixture.TOPIC, 0).database();
        try (DiskIndexFixture disk = new DiskIndexFixture(settings)) {
            disk.foldTo(records, RECORDS, 50);
        }
    }

    @Test
    void neverAnswersFromFlippedBits() throws Exception {
        RandomGenerator random = new SplittableRandom(22);
        List<Path> tables = files(".sst");
        assertThat(tables).hasSizeGreaterThanOrEqualTo(IndexFamily.values().length);
        int found = 0;
        for (int i = 0; i < FLIPS; i++) {
            Path table = tables.get(random.nextInt(tables.size()));
            long place = random.nextLong(Files.size(table));
            flip(table, place);
            if (isNoticed("bit in " + table.getFileName() + " at " + place)) {
                found++;
                makeIndex(); // made again at this opening, as it was marked
            } else if (Files.exists(table)) {
                flip(table, place);
            }
            tables = files(".sst");
        }
        assertThat(found).isGreaterThan(FLIPS / 4);
    }

    @Test
    void isMadeAgainWhereAnyTableIsMissing() throws Exception {
        int tables = files(".sst").size();
        assertThat(tables).isGreaterThanOrEqualTo(IndexFamily.values().length);
        for (int i = 0; i < tables; i++) {
            Files.delete(files(".sst").get(i));
            assertMadeAgain();
        }
    }

    @Test
    void isMadeAgainWhereCurrentIsCut() throws Exception {
        Files.write(database.resolve("CURRENT"), new byte[0]);
        assertMadeAgain();
    }

    @Test
    void isMadeAgainWhereCurrentIsMissing() throws Exception {
        Files.delete(database.resolve("CURRENT"));
        assertMadeAgain();
    }

    @Test
    void saysNothingWrongWhereTheManifestIsCut() throws Exception {
        Path manifest = files("MANIFEST").getFirst();
        byte[] all = Files.readAllBytes(manifest);
        for (int length : new int[] {0, 10, all.length / 2, all.length - 1}) {
            Files.write(manifest, java.util.Arrays.copyOf(all, length));
            try (DiskIndexFixture disk = new DiskIndexFixture(settings)) {
                disk.foldTo(records, RECORDS, 50);
                assertThat(questions.ask(disk.index())).isEqualTo(truth);
            }
            manifest = files("MANIFEST").getFirst();
            all = Files.readAllBytes(manifest);
        }
    }

    @Test
    void isMadeAgainWhereItsFormatIsUnknown() {
        try (IndexMemory memory = new IndexMemory(settings.memoryBytes());
                IndexDatabase open = IndexDatabase.open(database, false, memory)) {
            BatchBytes batch = new BatchBytes();
            byte[] checkpoint =
                    java.util.Objects.requireNonNull(
                            open.get(IndexFamily.STATE, IndexKeys.checkpoint()));
            checkpoint[3]++;
            batch.put(IndexFamily.STATE, IndexKeys.checkpoint(), checkpoint);
            open.write(BatchBytes.join(List.of(batch)));
            open.flush();
        }
        assertMadeAgain();
    }

    /** Version 1 had all keys in one family. */
    @Test
    void isMadeAgainWhereItLacksAFamily() throws Exception {
        new IndexFolder(settings.folder(), DiskIndexFixture.TOPIC, 0).delete();
        try (Options options = new Options().setCreateIfMissing(true);
                RocksDB old = RocksDB.open(options, database.toString())) {
            old.put(IndexKeys.checkpoint(), new byte[] {0, 0, 0, 1});
        }
        assertMadeAgain();
    }

    /** Batches go by the numbers, and would put entries where tags are. */
    @Test
    void isMadeAgainWhereItsFamiliesHaveOtherNumbers() throws Exception {
        new IndexFolder(settings.folder(), DiskIndexFixture.TOPIC, 0).delete();
        try (Options options = new Options().setCreateIfMissing(true);
                RocksDB other = RocksDB.open(options, database.toString())) {
            for (IndexFamily family :
                    List.of(IndexFamily.TAGS, IndexFamily.SEQUENCES, IndexFamily.ENTRIES)) {
                other.createColumnFamily(new ColumnFamilyDescriptor(family.databaseName())).close();
            }
        }
        assertMadeAgain();
        try (DiskIndexFixture disk = new DiskIndexFixture(settings)) {
            assertThat(disk.before()).isEqualTo(heap.last());
        }
    }

    @ParameterizedTest
    @EnumSource
    void isMadeAgainWhereItHasAnythingAndNoCheckpoint(IndexFamily family) {
        new IndexFolder(settings.folder(), DiskIndexFixture.TOPIC, 0).delete();
        try (IndexMemory memory = new IndexMemory(settings.memoryBytes());
                IndexDatabase open = IndexDatabase.open(database, true, memory)) {
            BatchBytes batch = new BatchBytes();
            batch.put(family, IndexKeys.numbered(7), new byte[] {1});
            open.write(BatchBytes.join(List.of(batch)));
            open.flush();
        }
        assertThatThrownBy(
                        () -> {
                            try (IndexMemory memory = new IndexMemory(settings.memoryBytes());
                                    OpenIndex open =
                                            new OpenIndex(
                                                    IndexDatabase.open(database, false, memory),
                                                    0,
                                                    new EntryCodec(new TextPayloads()),
                                                    memory)) {
                                open.restore(DiskIndexFixture.TOPIC);
                            }
                        })
                .isInstanceOf(IndexDamagedException.class)
                .hasMessageContaining(family + " and no checkpoint");
        assertMadeAgain();
    }

    @Test
    void isMadeAgainOnceItWasFoundDamaged() {
        new IndexFolder(settings.folder(), DiskIndexFixture.TOPIC, 0).markDamaged("a test said so");
        assertMadeAgain();
        try (DiskIndexFixture disk = new DiskIndexFixture(settings)) {
            assertThat(disk.before()).isEqualTo(heap.last());
        }
    }

    private void assertMadeAgain() {
        try (DiskIndexFixture disk = new DiskIndexFixture(settings)) {
            assertThat(disk.before()).isEmpty();
            disk.foldTo(records, RECORDS, 50);
            assertThat(questions.ask(disk.index())).isEqualTo(truth);
        }
    }

    /** Whether reading all of it failed, or it was begun anew; what it does say must be right. */
    private boolean isNoticed(String damage) {
        try (DiskIndexFixture disk = new DiskIndexFixture(settings)) {
            boolean begunAnew = disk.before().isEmpty();
            disk.foldTo(records, RECORDS, 50);
            List<String> answers = new ArrayList<>();
            try {
                answers.addAll(questions.ask(disk.index()));
            } catch (LogUnavailableException failed) {
                assertThat(disk.index().failure()).as(damage).isPresent();
                return true;
            }
            assertThat(answers).as(damage).isEqualTo(truth);
            return begunAnew;
        }
    }

    private List<Path> files(String name) throws Exception {
        try (Stream<Path> files = Files.list(database)) {
            return files.filter(file -> file.getFileName().toString().contains(name))
                    .sorted()
                    .toList();
        }
    }

    private static void flip(Path file, long place) throws Exception {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(place);
            int was = open.read();
            open.seek(place);
            open.write(was ^ 4);
        }
    }
}
