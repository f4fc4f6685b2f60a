package io.sluice.ledger.wire;

/**
 * An event's JSON is not what its type and version promise, or the type or version is unknown.
 * Whoever reads the log stops there; nothing skips or guesses.
 */
public final class UnreadableEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableEventException(String message) {
        super(message);
    }

    UnreadableEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
