package io.sluice.log;

import java.time.Duration;

/** How the brokers that keep the log are doing. Thread-safe. */
public interface ClusterHealth {

    /**
     * Asks the brokers once.
     *
     * @throws LogUnavailableException when they do not answer within the deadline
     */
    ClusterView look(Duration deadline);
}
