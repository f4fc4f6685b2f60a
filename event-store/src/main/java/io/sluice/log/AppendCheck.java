package io.sluice.log;

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
     * Whether an entry that became void may be appended again as it is where the decision still
     * holds in the log. False for a decision that also rests on something outside the log, such as
     * this node's own gate: it is decided again.
     */
    default boolean mayBeAppendedAgain() {
        return true;
    }
}
