package io.sluice.app;

import io.sluice.log.LogUnavailableException;
import io.sluice.log.WriterState;
import io.sluice.log.index.DiskIndexSettings;
import io.sluice.log.index.IndexStatus;
import io.sluice.log.writer.CatchUp;
import io.sluice.log.writer.LedgerNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** What can be done about a data folder's indexes while no node runs on it. */
public final class IndexTools {

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long TELL_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final Duration STUCK_AFTER = Duration.ofSeconds(60);

    private IndexTools() {}

    /**
     * How the indexes in the data folder stand.
     *
     * @param readsAll whether every block of them is read
     */
    public static List<IndexStatus> status(Path data, boolean readsAll) {
        return IndexStatus.of(DiskIndexSettings.in(data.resolve("index")), readsAll);
    }

    /** Whether a node runs on the data folder. */
    public static boolean isInUse(Path data) {
        if (!Files.isDirectory(data)) {
            return false;
        }
        try {
            DataFolder.open(data).close();
            return false;
        } catch (StartProblem inUse) {
            return true;
        }
    }

    /**
     * Holds the indexes against the log and makes them again from it, with broker and followers of
     * a node but without writing, releasing or serving anything.
     *
     * @param progress told every few seconds how far it is
     * @return why partitions are refused, one text each
     * @throws StartProblem when a node runs on the folder, or the log cannot be read
     */
    public static List<String> rebuild(Path data, Consumer<String> progress) {
        if (!Files.isDirectory(data)) {
            throw new StartProblem("there is no data folder " + data.toAbsolutePath().normalize());
        }
        Preflight preflight = new Preflight();
        NodeStart nodeStart = new NodeStart(preflight);
        SpringApplication application = new SpringApplication(SluiceApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.addListeners(new ReadingRoles(), preflight);
        application.addInitializers(nodeStart, new ReadingOnly());
        try (ConfigurableApplicationContext context =
                application.run("--sluice.data=" + data, "--server.port=0")) {
            return read(context.getBean(LedgerNode.class), progress);
        } catch (RuntimeException e) {
            nodeStart.close();
            throw StartProblem.within(e).isPresent() ? StartProblem.within(e).get() : e;
        }
    }

    private static List<String> read(LedgerNode node, Consumer<String> progress) {
        try {
            long begin = System.nanoTime();
            node.start();
            awaitEnd(node, progress, begin);
            forEachPartition(node, begin, progress);
            return node.refusals();
        } catch (LogUnavailableException e) {
            throw StartProblem.because(e);
        } finally {
            node.close();
        }
    }

    private static void awaitEnd(LedgerNode node, Consumer<String> progress, long begin) {
        long toldAt = begin;
        ReadingWatch reading = new ReadingWatch(node::catchUps, System::nanoTime);
        while (!IntStream.range(0, node.partitions()).allMatch(p -> isOver(node, p))) {
            long now = System.nanoTime();
            if (reading.stillFor().compareTo(STUCK_AFTER) > 0) {
                throw new StartProblem("the log gives nothing more; the log file says why");
            }
            if (now - toldAt > TELL_AGAIN_NANOS) {
                toldAt = now;
                forEachPartition(node, begin, progress);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private static boolean isOver(LedgerNode node, int partition) {
        return node.catchUp(partition).done()
                || node.writer(partition).state() == WriterState.REFUSING;
    }

    private static void forEachPartition(LedgerNode node, long begin, Consumer<String> progress) {
        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        List<String> lines = new ArrayList<>();
        for (int partition = 0; partition < node.partitions(); partition++) {
            CatchUp catchUp = node.catchUp(partition);
            lines.add(
                    "partition %d: %d of %d records (%d %%), %d a second"
                            .formatted(
                                    partition,
                                    catchUp.nextOffset(),
                                    catchUp.upTo(),
                                    100 * catchUp.nextOffset() / Math.max(1, catchUp.upTo()),
                                    catchUp.nextOffset() * 1000 / millis));
        }
        lines.forEach(progress);
    }
}
