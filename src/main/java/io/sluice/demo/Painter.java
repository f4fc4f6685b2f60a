package io.sluice.demo;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps the screen up to date. */
final class Painter implements AutoCloseable {

    private static final long EVERY_MILLIS = 250;
    private static final int A_SECOND = 4;
    private static final int A_WHILE = 20;

    private final Picture picture;
    private final Screen screen;
    private final Timeline timeline;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("demo-painter").factory());
    private final Future<?> painting;
    private int turn;

    Painter(Picture picture, Screen screen, Timeline timeline) {
        this.picture = picture;
        this.screen = screen;
        this.timeline = timeline;
        this.painting =
                clock.scheduleAtFixedRate(this::paint, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void paint() {
        turn++;
        if (turn % A_SECOND == 0) {
            picture.sample();
        }
        if (turn % A_WHILE == 0) {
            screen.stand(Timeline.clock(timeline.now()), picture.status());
        }
        screen.draw(picture.draw());
    }

    /** Stops after a last picture; a picture that could not be drawn is a bug, and told here. */
    @Override
    public void close() {
        clock.shutdown();
        try {
            if (painting.isDone() && !painting.isCancelled()) {
                painting.get();
            }
        } catch (ExecutionException bug) {
            throw new CompletionException(bug.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        clock.shutdownNow();
        screen.draw(picture.draw());
    }
}
