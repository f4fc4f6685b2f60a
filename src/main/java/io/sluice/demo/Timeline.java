package io.sluice.demo;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What happened, and when since the curtain rose. */
final class Timeline {

    /**
     * @param style how it is drawn
     */
    record Happening(Duration at, Style style, String what) {

        String time() {
            return clock(at);
        }
    }

    private final List<Happening> happenings = new CopyOnWriteArrayList<>();
    private volatile long begin = System.nanoTime();

    /** The play begins now; what happened before was made ready. */
    void begin() {
        begin = System.nanoTime();
    }

    Duration now() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    Happening add(Style style, String what) {
        Happening happening = new Happening(now(), style, what);
        happenings.add(happening);
        return happening;
    }

    List<Happening> happenings() {
        return happenings;
    }

    static String clock(Duration time) {
        return "%02d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
    }
}
