package io.sluice.log;

/**
 * A counted entry's value cannot be read. Nothing skips it: whoever reads that partition stops and
 * says where.
 */
public final class UndecodableEntryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UndecodableEntryException(String message) {
        super(message);
    }

    public UndecodableEntryException(String message, Throwable cause) {
        super(message, cause);
    }
}
