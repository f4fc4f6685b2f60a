package io.sluice.log;

/**
 * What a decision rested on has changed; its entry is not in the chain and never will be. Decide
 * again.
 */
public final class AppendConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AppendConflictException(String message) {
        super(message, null, false, false);
    }
}
