package io.sluice.verify;

/** A counted entry, or a file beside the log, is not what the specification says. */
final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
        super(message);
    }
}
