package io.sluice.projection.stream;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.processing.streaming.segmenting.Segment;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.TokenStore;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;

/**
 * Tokens in table {@code projection_token}, read and written on the connection of the processing
 * context. A claim is an owner and a time, both judged by PostgreSQL: its clock is the only one
 * that all nodes share. Who lost its claim can store no token, and with that no rows.
 */
final class PostgresTokenStore implements TokenStore {

    private static final String OF_SEGMENT = " WHERE processor = ? AND segment = ?";
    private static final String MINE = OF_SEGMENT + " AND owner = ?";
    private static final String CLAIMABLE =
            " AND (owner IS NULL OR owner = ? OR"
                    + " claimed_at < clock_timestamp() - ? * interval '1 millisecond')";

    private final String owner;
    private final Duration claimTimeout;
    private final TokenJson json;

    /**
     * @param owner who claims; never two at a time under one name
     */
    PostgresTokenStore(String owner, Duration claimTimeout, TokenJson json) {
        this.owner = owner;
        this.claimTimeout = claimTimeout;
        this.json = json;
    }

    @Override
    public CompletableFuture<List<Segment>> initializeTokenSegments(
            String processorName,
            int segmentCount,
            @Nullable TrackingToken initialToken,
            @Nullable ProcessingContext context) {
        return attempt(
                context,
                connection -> {
                    List<Segment> segments =
                            Segment.splitBalanced(Segment.ROOT_SEGMENT, segmentCount - 1);
                    for (Segment segment : segments) {
                        insert(connection, processorName, segment, initialToken);
                    }
                    return segments;
                });
    }

    @Override
    public CompletableFuture<Void> initializeSegment(
            @Nullable TrackingToken token,
            String processorName,
            Segment segment,
            @Nullable ProcessingContext context) {
        return attempt(context, connection -> insert(connection, processorName, segment, token))
                .thenAccept(_ -> {});
    }

    private int insert(
            Connection connection,
            String processorName,
            Segment segment,
            @Nullable TrackingToken token)
            throws SQLException {
        return update(
                connection,
                "INSERT INTO sluice.projection_token (processor, segment, mask, token)"
                        + " VALUES (?, ?, ?, ?::jsonb)",
                processorName,
                segment.getSegmentId(),
                segment.getMask(),
                write(token));
    }

    @Override
    public CompletableFuture<Void> storeToken(
            @Nullable TrackingToken token,
            String processorName,
            int segmentId,
            @Nullable ProcessingContext context) {
        return owned(
                context,
                "UPDATE sluice.projection_token"
                        + " SET token = ?::jsonb, claimed_at = clock_timestamp()"
                        + MINE,
                processorName,
                segmentId,
                write(token),
                processorName,
                segmentId,
                owner);
    }

    /** Axon completes it with null for a token at the beginning, and says so only in words. */
    @Override
    @SuppressWarnings("NullAway")
    public CompletableFuture<TrackingToken> fetchToken(
            String processorName, int segmentId, @Nullable ProcessingContext context) {
        return attempt(context, connection -> claim(connection, processorName, segmentId));
    }

    private @Nullable TrackingToken claim(
            Connection connection, String processorName, int segmentId) throws SQLException {
        String sql =
                "UPDATE sluice.projection_token SET owner = ?, claimed_at = clock_timestamp()"
                        + OF_SEGMENT
                        + CLAIMABLE
                        + " RETURNING token";
        try (PreparedStatement statement =
                        prepare(
                                connection,
                                sql,
                                owner,
                                processorName,
                                segmentId,
                                owner,
                                claimTimeout.toMillis());
                ResultSet rows = statement.executeQuery()) {
            if (!rows.next()) {
                throw notMine(processorName, segmentId);
            }
            String token = rows.getString(1);
            return token == null ? null : json.read(token);
        }
    }

    @Override
    public CompletableFuture<Void> extendClaim(
            String processorName, int segmentId, @Nullable ProcessingContext context) {
        return owned(
                context,
                "UPDATE sluice.projection_token SET claimed_at = clock_timestamp()" + MINE,
                processorName,
                segmentId,
                processorName,
                segmentId,
                owner);
    }

    @Override
    public CompletableFuture<Void> releaseClaim(
            String processorName, int segmentId, @Nullable ProcessingContext context) {
        return attempt(
                        context,
                        connection ->
                                update(
                                        connection,
                                        "UPDATE sluice.projection_token SET owner = NULL" + MINE,
                                        processorName,
                                        segmentId,
                                        owner))
                .thenAccept(_ -> {});
    }

    @Override
    public CompletableFuture<Void> deleteToken(
            String processorName, int segmentId, @Nullable ProcessingContext context) {
        return owned(
                context,
                "DELETE FROM sluice.projection_token" + MINE,
                processorName,
                segmentId,
                processorName,
                segmentId,
                owner);
    }

    /** Axon completes it with null where there is no such segment, and says so only in words. */
    @Override
    @SuppressWarnings("NullAway")
    public CompletableFuture<Segment> fetchSegment(
            String processorName, int segmentId, @Nullable ProcessingContext context) {
        return attempt(
                context,
                connection ->
                        segments(connection, OF_SEGMENT, processorName, segmentId).stream()
                                .findFirst()
                                .orElse(null));
    }

    @Override
    public CompletableFuture<List<Segment>> fetchSegments(
            String processorName, @Nullable ProcessingContext context) {
        return attempt(
                context, connection -> segments(connection, " WHERE processor = ?", processorName));
    }

    @Override
    public CompletableFuture<List<Segment>> fetchAvailableSegments(
            String processorName, @Nullable ProcessingContext context) {
        return attempt(
                context,
                connection ->
                        segments(
                                connection,
                                " WHERE processor = ?" + CLAIMABLE,
                                processorName,
                                owner,
                                claimTimeout.toMillis()));
    }

    /** The identifier of the database cluster and the database within it. */
    @Override
    public CompletableFuture<String> retrieveStorageIdentifier(
            @Nullable ProcessingContext context) {
        return attempt(
                context,
                connection -> {
                    try (PreparedStatement statement =
                                    connection.prepareStatement(
                                            "SELECT system_identifier || '/' || current_database()"
                                                    + " FROM pg_control_system()");
                            ResultSet rows = statement.executeQuery()) {
                        rows.next();
                        return rows.getString(1);
                    }
                });
    }

    private static List<Segment> segments(Connection connection, String where, Object... values)
            throws SQLException {
        String sql = "SELECT segment, mask FROM sluice.projection_token" + where + " ORDER BY 1";
        try (PreparedStatement statement = prepare(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<Segment> segments = new ArrayList<>();
            while (rows.next()) {
                segments.add(new Segment(rows.getInt(1), rows.getInt(2)));
            }
            return segments;
        }
    }

    private CompletableFuture<Void> owned(
            @Nullable ProcessingContext context,
            String sql,
            String processorName,
            int segmentId,
            @Nullable Object... values) {
        return attempt(
                        context,
                        connection -> {
                            int changed = update(connection, sql, values);
                            if (changed != 1) {
                                throw notMine(processorName, segmentId);
                            }
                            return changed;
                        })
                .thenAccept(_ -> {});
    }

    private UnableToClaimTokenException notMine(String processorName, int segmentId) {
        return new UnableToClaimTokenException(
                "segment %d of %s is not %s's".formatted(segmentId, processorName, owner));
    }

    private @Nullable String write(@Nullable TrackingToken token) {
        return token == null ? null : json.write(token);
    }

    private static int update(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(
            Connection connection, String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int index = 0; index < values.length; index++) {
            statement.setObject(index + 1, values[index]);
        }
        return statement;
    }

    private interface Work<T extends @Nullable Object> {
        T on(Connection connection) throws SQLException;
    }

    private static <T extends @Nullable Object> CompletableFuture<T> attempt(
            @Nullable ProcessingContext context, Work<T> work) {
        try {
            return CompletableFuture.completedFuture(
                    work.on(PostgresWork.connection(Objects.requireNonNull(context))));
        } catch (SQLException failed) {
            return CompletableFuture.failedFuture(new DatabaseFailure("token store", failed));
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }
}
