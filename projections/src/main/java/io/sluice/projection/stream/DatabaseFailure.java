package io.sluice.projection.stream;

import java.sql.SQLException;

/** PostgreSQL failed; nothing of the batch is in it, or all is. */
final class DatabaseFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseFailure(String what, SQLException cause) {
        super(what + ": " + cause.getMessage(), cause);
    }
}
