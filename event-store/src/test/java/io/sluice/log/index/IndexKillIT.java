package io.sluice.log.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.log.RawRecord;
import io.sluice.log.SeededLog;
import io.sluice.log.writer.LedgerNode;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes that index a log are killed at random instants. Whatever they leave, the next one goes
 * on from it, and in the end holds what a fold without interruptions holds, byte by byte.
 */
class IndexKillIT {

    private static final Logger LOG = LoggerFactory.getLogger(IndexKillIT.class);
    private static final int RECORDS = 12_000;
    private static final String TOPIC = "in-memory";
    private static final int MOST_MICROS_LATER = 20_000;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir Path folder;

    @Test
    void holdsWhatAFoldFromScratchHoldsAfterEveryKill() throws Exception {
        long seed = Long.getLong("sluice.index.seed", System.nanoTime());
        int kills = Integer.getInteger("sluice.index.kills", 8);
        RandomGenerator random = new SplittableRandom(seed);
        List<RawRecord> records = SeededLog.of(seed, RECORDS);
        DiskIndexSettings scratch = DiskIndexFixture.small(folder.resolve("scratch"));
        readAll(scratch, records);
        Map<String, String> expected = IndexContents.of(scratch, TOPIC);
        for (int kill = 0; kill < kills; kill++) {
            Path life = folder.resolve("life-" + kill / 2); // each life is killed twice
            int reached = random.nextInt(RECORDS);
            killAt(reached, random.nextInt(MOST_MICROS_LATER), life, seed);
            Path copy = folder.resolve("copy-" + kill);
            copy(life, copy);
            DiskIndexSettings left = DiskIndexFixture.small(copy);
            long had = readAll(left, records);
            LOG.info("kill {} at offset {} left entries before offset {}", kill, reached, had);
            assertThat(IndexContents.of(left, TOPIC).equals(expected))
                    .as("kill %d at offset %d, -Dsluice.index.seed=%d", kill, reached, seed)
                    .isTrue();
        }
    }

    /**
     * Reads to the end of the log.
     *
     * @return where it began
     */
    private static long readAll(DiskIndexSettings settings, List<RawRecord> records) {
        try (LedgerNode node = FoldsUntilKilled.reading(settings, records)) {
            node.start();
            long began = node.catchUp(0).begunAt();
            await().atMost(SOON).until(node::isReady);
            return began;
        }
    }

    /** Once it has read so far, and a moment later. */
    private static void killAt(int offset, int microsLater, Path life, long seed) throws Exception {
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx256m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                FoldsUntilKilled.class.getName(),
                                life.toString(),
                                Long.toString(seed),
                                Integer.toString(RECORDS))
                        .redirectErrorStream(true)
                        .start();
        try (BufferedReader lines = process.inputReader()) {
            long reached = -1;
            while (reached < offset) {
                String line = lines.readLine();
                assertThat(line).as("the process goes on").isNotNull();
                reached = line.matches("[0-9]+") ? Long.parseLong(line) : reached;
            }
            long until = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(microsLater);
            while (System.nanoTime() < until) {
                LockSupport.parkNanos(until - System.nanoTime());
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    private static void copy(Path from, Path to) throws Exception {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
