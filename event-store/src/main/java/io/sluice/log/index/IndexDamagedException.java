package io.sluice.log.index;

/** What stands on the disk is not what was written there. Never answered from; made again. */
final class IndexDamagedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IndexDamagedException(String message) {
        super(message);
    }

    IndexDamagedException(String message, Throwable cause) {
        super(message, cause);
    }
}
