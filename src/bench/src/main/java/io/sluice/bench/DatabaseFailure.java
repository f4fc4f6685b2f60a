package io.sluice.bench;

import java.sql.SQLException;

/** The database refused what should have worked. */
final class DatabaseFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseFailure(SQLException cause) {
        super(cause);
    }
}
