package io.sluice.log;

import java.time.Instant;

/**
 * On what a decision rests: it holds as long as no event after {@code afterSequence} matches. It is
 * asked at the time of the append, and again when something foreign counted in between.
 */
public interface AppendCheck {

    /** A decision that rests on nothing. */
    AppendCheck NONE =
            new AppendCheck() {
                @Override
                public long afterSequence() {
                    return Long.MAX_VALUE;
                }

                @Override
                public boolean matches(StoredEvent event) {
                    return false;
                }
            };

    /** Sequence of the last event that the decision knew of; -1 when it knew of none. */
    long afterSequence();

    boolean matches(StoredEvent event);

    /**
     * The entry time of the last event that the decision took for its own time, where it went by
     * that: on top of an earlier one, which is all that is left where that event never counted, it
     * would claim a time that nobody can confirm. {@link Instant#MIN} where it went by a clock.
     */
    default Instant notBefore() {
        return Instant.MIN;
    }

    /**
     * Whether an entry that became void may be appended again as it is where the decision still
     * holds in the log. False for a decision that also rests on something outside the log, such as
     * this node's own gate: it is decided again.
     */
    default boolean mayBeAppendedAgain() {
        return true;
    }
}
