package io.sluice.verify;

/**
 * The verifier could not look, which says nothing about the ledger; the message is one clear line.
 */
final class CannotCheckException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotCheckException(String message) {
        super(message);
    }

    CannotCheckException(String message, Throwable cause) {
        super(message + ": " + reason(cause), cause);
    }

    private static String reason(Throwable cause) {
        String text = cause.getMessage();
        return text == null
                ? cause.getClass().getSimpleName()
                : text.lines().findFirst().orElse(cause.getClass().getSimpleName());
    }
}
