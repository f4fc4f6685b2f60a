package io.sluice.projection.fold;

import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.event.LedgerEvent.ExtensionDecided;
import io.sluice.ledger.event.LedgerEvent.PauseExtended;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.PauseResumed;
import io.sluice.ledger.event.LedgerEvent.ResumptionAsked;
import io.sluice.ledger.event.LedgerEvent.ResumptionDecided;
import io.sluice.projection.fold.BatchFold.CircuitChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the circuit's history: a pause once, and a fence for each partition that it reached. Of
 * several events of one kind about one pause in one partition the first stands, and what is resumed
 * is not opened again.
 */
final class CircuitWriter {

    void write(Connection connection, List<CircuitChange> changes) throws SQLException {
        for (CircuitChange change : changes) {
            PlacedEvent place = change.place();
            switch (change.event()) {
                case PauseOpened e -> opened(connection, place, e);
                case ResumptionAsked _ -> {
                    // Who asked is answered from the circuit itself; only decisions have rows.
                }
                case ResumptionDecided e -> decided(connection, place, e);
                case ExtensionDecided e -> extended(connection, e);
                // The home partition's decisions say it all, in their order.
                case PauseExtended _ -> {}
                case PauseResumed e -> resumed(connection, place, e);
            }
        }
    }

    private static void opened(Connection connection, PlacedEvent place, PauseOpened e)
            throws SQLException {
        ScopeColumns scope = ScopeColumns.of(e.scope());
        update(
                connection,
                """
                INSERT INTO sluice.pause (pause_id, scope_kind, scope_asset, scope_network, mode,
                    reason, reason_class, incident, public_message, expected_end, opened_by,
                    opened_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (pause_id) DO UPDATE
                SET opened_at = least(pause.opened_at, EXCLUDED.opened_at)\
                """,
                e.pauseId().value(),
                scope.kind(),
                scope.asset(),
                scope.network(),
                e.mode().name(),
                e.reason(),
                e.reasonClass().name(),
                e.incident().orElse(null),
                e.publicMessage(),
                e.expectedEnd().orElse(null),
                e.openedBy(),
                place.at());
        update(
                connection,
                """
                INSERT INTO sluice.pause_fence (pause_id, partition, position, opened_at)
                VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING\
                """,
                e.pauseId().value(),
                place.partition(),
                place.position().toString(),
                place.at());
    }

    private static void extended(Connection connection, ExtensionDecided e) throws SQLException {
        update(
                connection,
                "UPDATE sluice.pause SET expected_end = ? WHERE pause_id = ?",
                e.expectedEnd(),
                e.pauseId().value());
    }

    private static void decided(Connection connection, PlacedEvent place, ResumptionDecided e)
            throws SQLException {
        update(
                connection,
                """
                INSERT INTO sluice.resumption (resumption_id, pause_id, reason, rate_per_second,
                    decided_by, decided_at, position)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING\
                """,
                e.resumptionId().value(),
                e.pauseId().value(),
                e.reason(),
                e.ratePerSecond().orElse(null),
                e.decidedBy(),
                place.at(),
                place.position().toString());
    }

    private static void resumed(Connection connection, PlacedEvent place, PauseResumed e)
            throws SQLException {
        update(
                connection,
                """
                INSERT INTO sluice.pause_fence
                    (pause_id, partition, resumed_position, resumed_at, resumption_id)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (pause_id, partition) DO UPDATE
                SET resumed_position = EXCLUDED.resumed_position,
                    resumed_at = EXCLUDED.resumed_at, resumption_id = EXCLUDED.resumption_id
                WHERE pause_fence.resumed_at IS NULL\
                """,
                e.pauseId().value(),
                place.partition(),
                place.position().toString(),
                place.at(),
                e.resumptionId().value());
    }

    private record ScopeColumns(String kind, @Nullable String asset, @Nullable String network) {

        static ScopeColumns of(Scope scope) {
            return switch (scope) {
                case Scope.All() -> new ScopeColumns("ALL", null, null);
                case Scope.OfAsset(var asset) -> new ScopeColumns("ASSET", asset.code(), null);
                case Scope.OfNetwork(var network) ->
                        new ScopeColumns("NETWORK", null, network.name());
                case Scope.OfAssetAndNetwork(var asset, var network) ->
                        new ScopeColumns("ASSET_NETWORK", asset.code(), network.name());
            };
        }
    }

    private static void update(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < values.length; index++) {
                statement.setObject(index + 1, column(values[index]));
            }
            statement.executeUpdate();
        }
    }

    private static @Nullable Object column(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Instant time -> Timestamp.from(time);
            case String text -> PostgresText.of(text);
            case Object other -> other;
        };
    }
}
