package io.sluice.log.kafka;

import java.time.Duration;

/** An instant that several waits share. */
record Deadline(long atNanos) {

    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** Zero once it has passed. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, atNanos - System.nanoTime()));
    }

    int leftMillis() {
        return Math.toIntExact(left().toMillis());
    }

    boolean passed() {
        return left().isZero();
    }
}
