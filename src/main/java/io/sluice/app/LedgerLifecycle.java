package io.sluice.app;

import io.sluice.log.LogUnavailableException;
import io.sluice.log.writer.LedgerNode;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the ledger's node once everything that listens to it is there, and before requests come
 * in; stops it after the last request was answered.
 */
final class LedgerLifecycle implements SmartLifecycle {

    private final LedgerNode node;
    private volatile boolean running;

    LedgerLifecycle(LedgerNode node) {
        this.node = node;
    }

    @Override
    public void start() {
        try {
            node.start();
            running = true;
        } catch (LogUnavailableException e) {
            node.close();
            throw StartProblem.because(e);
        }
    }

    @Override
    public void stop() {
        node.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The web server has a higher phase: it starts later and stops earlier. */
    @Override
    public int getPhase() {
        return 0;
    }
}
