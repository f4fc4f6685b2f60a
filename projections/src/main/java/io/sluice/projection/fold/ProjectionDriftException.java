package io.sluice.projection.fold;

/** The rows in PostgreSQL are not what the log before these events makes. */
public final class ProjectionDriftException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProjectionDriftException(String message) {
        super(message);
    }
}
