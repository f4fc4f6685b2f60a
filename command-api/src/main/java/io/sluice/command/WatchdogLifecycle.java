package io.sluice.command;

import io.sluice.command.watchdog.Watchdog;
import org.springframework.context.SmartLifecycle;

/** Watches from when the node releases until it stops. */
final class WatchdogLifecycle implements SmartLifecycle {

    private final Watchdog watchdog;
    private volatile boolean running;

    WatchdogLifecycle(Watchdog watchdog) {
        this.watchdog = watchdog;
    }

    @Override
    public void start() {
        watchdog.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        watchdog.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Begins after {@link CommandSide} and ends before it. */
    @Override
    public int getPhase() {
        return 2;
    }
}
