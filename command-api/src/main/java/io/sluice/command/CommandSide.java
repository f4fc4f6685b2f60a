package io.sluice.command;

import org.springframework.context.SmartLifecycle;

/**
 * Begins to release and to complete before requests come in; stops once the last was answered, and
 * before anything is closed.
 */
final class CommandSide implements SmartLifecycle {

    private final Runnable begin;
    private final Runnable end;
    private volatile boolean running;

    CommandSide(Runnable begin, Runnable end) {
        this.begin = begin;
        this.end = end;
    }

    @Override
    public void start() {
        begin.run();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        end.run();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Above the ledger's node, which is at 0, and below the web server. */
    @Override
    public int getPhase() {
        return 1;
    }
}
