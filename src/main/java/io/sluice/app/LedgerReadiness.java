package io.sluice.app;

import io.sluice.log.writer.LedgerNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Ready is whoever can do its part: every partition served, or read to the end. A pause and a
 * database that is down change nothing about that.
 */
final class LedgerReadiness implements HealthIndicator {

    private static final Duration ASK_AGAIN = Duration.ofMillis(10);
    private static final Duration TELL_AGAIN = Duration.ofSeconds(10);

    private final LedgerNode node;

    LedgerReadiness(LedgerNode node) {
        this.node = node;
    }

    @Override
    public Health health() {
        return node.isReady()
                ? Health.up().build()
                : Health.outOfService().withDetail("refused", node.refusals()).build();
    }

    /**
     * Waits until the node is ready, or a partition was refused and never will be. Reading the log
     * to where it ended at the start may take as long as it takes.
     *
     * @param still how long nothing more may be read
     * @param progress told from time to time how far it is
     * @return why partitions are refused; empty when the node is ready
     * @throws StartProblem when it is not ready and nothing more is read
     */
    List<String> await(Duration still, Consumer<String> progress) {
        ReadingWatch reading = new ReadingWatch(node::catchUps, System::nanoTime);
        long toldAt = System.nanoTime();
        while (!node.isReady()) {
            List<String> refusals = node.refusals();
            if (!refusals.isEmpty()) {
                return refusals;
            }
            if (reading.stillFor().compareTo(still) > 0) {
                throw new StartProblem(
                        "the ledger's partitions do not serve, and nothing more of the log was"
                                + " read for "
                                + still.toSeconds()
                                + " s; the log file says why");
            }
            if (System.nanoTime() - toldAt > TELL_AGAIN.toNanos()) {
                toldAt = System.nanoTime();
                progress.accept(reading.progress());
            }
            LockSupport.parkNanos(ASK_AGAIN.toNanos());
        }
        return List.of();
    }
}
