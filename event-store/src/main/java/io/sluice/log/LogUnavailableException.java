package io.sluice.log;

/**
 * The log cannot be reached, or this partition is not served here now. Nothing was decided; try
 * again later.
 */
public final class LogUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LogUnavailableException(String message) {
        super(message);
    }

    public LogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
