package io.sluice.log;

/**
 * The writer stopped before it was decided whether an entry counts. The same command with the same
 * key tells later.
 */
public final class OutcomeUnknownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OutcomeUnknownException(String message) {
        super(message, null, false, false);
    }
}
