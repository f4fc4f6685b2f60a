package io.sluice.log;

import java.util.EnumSet;
import java.util.Set;

/** The life of a partition's writer, and which step may follow which. */
public enum WriterState {
    /** Created; nothing read yet. */
    STARTING,
    /** Reading the log to its end, then to its own takeover barrier. */
    CATCHING_UP,
    /** Deciding, appending, answering. */
    SERVING,
    /** A barrier of its own is on its way: once read back, everything before it is decided. */
    RESOLVING,
    /**
     * The log is shorter than, or other than, what was guarded, or cannot be read: it serves
     * nothing. For a person to look at.
     */
    REFUSING,
    /** Gave the partition up. */
    STEPPED_DOWN;

    /** Whether the log was read to its end and agrees with what was guarded. */
    public boolean isTrusted() {
        return this == SERVING || this == RESOLVING;
    }

    public boolean mayBecome(WriterState next) {
        return successors().contains(next);
    }

    private Set<WriterState> successors() {
        return switch (this) {
            case STARTING -> EnumSet.of(CATCHING_UP, REFUSING, STEPPED_DOWN);
            case CATCHING_UP -> EnumSet.of(SERVING, RESOLVING, REFUSING, STEPPED_DOWN);
            case SERVING -> EnumSet.of(RESOLVING, REFUSING, STEPPED_DOWN);
            case RESOLVING -> EnumSet.of(SERVING, REFUSING, STEPPED_DOWN);
            case REFUSING -> EnumSet.of(STEPPED_DOWN);
            case STEPPED_DOWN -> EnumSet.noneOf(WriterState.class);
        };
    }
}
