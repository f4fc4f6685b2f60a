package io.sluice.projection.query;

/** PostgreSQL does not answer; whoever can asks the owner instead. */
final class ProjectionUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    ProjectionUnavailableException(String message) {
        super(message);
    }

    ProjectionUnavailableException(Throwable cause) {
        super(cause);
    }
}
