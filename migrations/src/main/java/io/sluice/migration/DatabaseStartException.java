package io.sluice.migration;

/**
 * The embedded PostgreSQL could not be started; the message says in one line what to do about it.
 */
public final class DatabaseStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseStartException(String message) {
        super(message);
    }

    DatabaseStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
