package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.record.FileRecords;
import org.apache.kafka.common.record.RecordBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The verifier finds what was done to copies of a real ledger's files, and to its rows in
 * PostgreSQL.
 */
@Execution(ExecutionMode.CONCURRENT)
class TamperIT {

    private static final int HEADER_BYTES = 61;

    @TempDir Path folder;

    @Test
    void findsWhatWasChanged() throws Exception {
        Path data = folder.resolve("data");
        try (RunningSluice sluice = RunningSluice.start(data)) {
            Ledger ledger = new Ledger(sluice.api());
            ledger.open("alice");
            ledger.deposit("alice", "BTC", "2", "r1");
            for (int i = 0; i < 5; i++) {
                String id =
                        ledger.withdraw("alice", "w" + i, "BTC", "bitcoin", "0.1")
                                .at("/withdrawalId");
                ledger.awaitStatus("alice", id, "SETTLED");
            }
            findsAChangedBalance(data);
        }
        assertThat(RunningSluice.verify(data).status()).isZero();
        Path segment = segmentOfAlice(data);

        Path flipped = copy(data, "flipped");
        flipOneByte(flipped.resolve(data.relativize(segment)));
        assertFound(flipped, "partition");

        Path removed = copy(data, "removed");
        rewriteWithout(removed.resolve(data.relativize(segment)), 3, false);
        assertFound(removed, "partition");

        Path cut = copy(data, "cut");
        rewriteWithout(cut.resolve(data.relativize(segment)), -1, true);
        assertFound(cut, "short or forked");
    }

    private static void findsAChangedBalance(Path data) throws Exception {
        Properties runtime = new Properties();
        try (var reader = Files.newBufferedReader(data.resolve("runtime.properties"))) {
            runtime.load(reader);
        }
        try (Connection connection =
                        DriverManager.getConnection(runtime.getProperty("postgres.url"));
                Statement sql = connection.createStatement()) {
            assertThat(sql.executeUpdate("update sluice.balance set available = available + 1"))
                    .isEqualTo(1);
            assertFound(data, "alice");
            assertThat(sql.executeUpdate("update sluice.balance set available = available - 1"))
                    .isEqualTo(1);
        }
        assertThat(RunningSluice.verify(data).status()).isZero();
    }

    private static void assertFound(Path data, String named) throws Exception {
        RunningSluice.Verified verified = RunningSluice.verify(data);
        assertThat(verified.status()).as(verified.text()).isEqualTo(1);
        assertThat(verified.text())
                .contains("verify: FAILED")
                .contains("finding: ")
                .contains(named);
    }

    private static Path segmentOfAlice(Path data) throws Exception {
        try (Stream<Path> files = Files.walk(data.resolve("kafka"))) {
            return files.filter(
                            file ->
                                    file.toString().endsWith(".log")
                                            && file.toString().contains("sluice.ledger-"))
                    .max(java.util.Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
    }

    private Path copy(Path data, String name) throws Exception {
        Path copy = folder.resolve(name);
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String inside = data.relativize(file).toString();
                if (!inside.startsWith("postgres")
                        && (Files.isDirectory(file) || Files.isRegularFile(file))) {
                    Files.copy(file, copy.resolve(inside), StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return copy;
    }

    private static void flipOneByte(Path segment) throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            long place = file.length() / 2;
            file.seek(place);
            int was = file.read();
            file.seek(place);
            file.write(was ^ 1);
        }
    }

    /** Leaves out one batch (later offsets stay as they are), or everything from the middle on. */
    private static void rewriteWithout(Path segment, int batchLeftOut, boolean cutInTheMiddle)
            throws Exception {
        List<byte[]> batches = new ArrayList<>();
        byte[] all = Files.readAllBytes(segment);
        try (FileRecords records = FileRecords.open(segment.toFile(), false)) {
            int at = 0;
            for (RecordBatch batch : records.batches()) {
                assertThat(batch.sizeInBytes()).isGreaterThan(HEADER_BYTES);
                batches.add(java.util.Arrays.copyOfRange(all, at, at + batch.sizeInBytes()));
                at += batch.sizeInBytes();
            }
        }
        try (var out = Files.newOutputStream(segment)) {
            for (int i = 0; i < (cutInTheMiddle ? batches.size() / 2 : batches.size()); i++) {
                if (i != batchLeftOut) {
                    out.write(batches.get(i));
                }
            }
        }
    }
}
