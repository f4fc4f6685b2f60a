package io.sluice.log.writer;

import io.sluice.log.WriterState;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * What a writer waits for, as its loop saw it last; other threads may look.
 *
 * @param entries sent and not read back
 * @param sinceNanos since when the oldest is out, or the writer is resolving
 * @param resolvingSinceNanos since when it is resolving
 */
record Outstanding(int entries, OptionalLong sinceNanos, OptionalLong resolvingSinceNanos) {

    static final Outstanding NOTHING =
            new Outstanding(0, OptionalLong.empty(), OptionalLong.empty());

    /** As the core is now; on the loop, after each turn. */
    Outstanding next(WriterCore core, long nowNanos) {
        boolean resolving = core.state() == WriterState.RESOLVING;
        OptionalLong oldest = core.oldestSentNanos();
        if (!resolving && oldest.isEmpty()) {
            return NOTHING;
        }
        OptionalLong resolvingSince =
                resolving
                        ? OptionalLong.of(resolvingSinceNanos.orElse(nowNanos))
                        : OptionalLong.empty();
        return new Outstanding(core.inFlight(), earlier(oldest, resolvingSince), resolvingSince);
    }

    private static OptionalLong earlier(OptionalLong one, OptionalLong other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isPresent() ? one : other;
        }
        return one.getAsLong() - other.getAsLong() < 0 ? one : other;
    }

    /** How long it has been waiting. */
    Duration age(long nowNanos) {
        return sinceNanos.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(Math.max(0, nowNanos - sinceNanos.getAsLong()));
    }
}
