package io.sluice.projection.stream;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** Reads how far PostgreSQL is. */
final class ProjectedPositions {

    private ProjectedPositions() {}

    /** The next sequence by partition. */
    static Map<Integer, Long> read(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT partition, next_sequence FROM sluice.projection_position");
                ResultSet rows = statement.executeQuery()) {
            Map<Integer, Long> next = new HashMap<>();
            while (rows.next()) {
                next.put(rows.getInt(1), rows.getLong(2));
            }
            return next;
        }
    }
}
