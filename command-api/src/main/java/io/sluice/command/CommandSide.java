package io.sluice.command;

import org.springframework.context.SmartLifecycle;

/** Begins to release and to complete once everything is there; stops before anything is closed. */
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
}
