package io.sluice.app;

import io.sluice.log.writer.LedgerNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Ready is whoever can do its part: every partition served, or read to the end. A pause and a
 * database that is down change nothing about that.
 */
final class LedgerReadiness implements HealthIndicator {

    private static final Duration ASK_AGAIN = Duration.ofMillis(10);

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
     * Waits until the node is ready, or a partition was refused and never will be.
     *
     * @return why partitions are refused; empty when the node is ready
     * @throws StartProblem when neither happens within the deadline
     */
    List<String> await(Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        while (!node.isReady()) {
            List<String> refusals = node.refusals();
            if (!refusals.isEmpty()) {
                return refusals;
            }
            if (System.nanoTime() - end > 0) {
                throw new StartProblem(
                        "the ledger's partitions do not serve after "
                                + deadline.toSeconds()
                                + " s; the log file says why");
            }
            LockSupport.parkNanos(ASK_AGAIN.toNanos());
        }
        return List.of();
    }
}
