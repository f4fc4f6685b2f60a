package io.sluice.app;

import io.sluice.command.watchdog.ProjectionProbe;
import io.sluice.projection.ProjectionStatus;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Shows the command side's watchdog how this node's projection is doing. */
final class WatchedProjection implements ProjectionProbe {

    private static final int ANSWER_WITHIN_SECONDS = 2;

    private final DataSource database;
    private final ProjectionStatus projection;

    WatchedProjection(DataSource database, ProjectionStatus projection) {
        this.database = database;
        this.projection = projection;
    }

    @Override
    public void askDatabase() {
        try (Connection connection = database.getConnection()) {
            if (!connection.isValid(ANSWER_WITHIN_SECONDS)) {
                throw new IllegalStateException("no answer within " + ANSWER_WITHIN_SECONDS + " s");
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed.getMessage(), failed);
        }
    }

    @Override
    public String state() {
        return projection.snapshot().state().name();
    }

    @Override
    public long lagEvents() {
        return projection.snapshot().totalLagEvents();
    }
}
