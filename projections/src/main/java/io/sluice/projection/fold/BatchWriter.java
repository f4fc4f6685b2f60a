package io.sluice.projection.fold;

import io.sluice.projection.fold.BatchFold.PostingLine;
import io.sluice.projection.fold.BatchFold.TimelineLine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a batch's rows within the caller's transaction: COPY into the tables that only grow, and
 * through temporary tables into those that change. It checks that PostgreSQL stood exactly where
 * the batch begins, so that no event can have effect twice, whatever else goes wrong.
 */
public final class BatchWriter {

    private final JsonMapper json = new JsonMapper();
    private final CircuitWriter circuit = new CircuitWriter();

    /**
     * Folds the events and writes what they make; commits nothing.
     *
     * @return the next sequence of each partition that the events are of
     * @throws UnknownEventException when one is not of the ledger
     * @throws ProjectionDriftException when the rows are not what the log before the events makes
     */
    public Map<Integer, Long> write(Connection connection, List<PlacedEvent> events)
            throws SQLException {
        BatchFold fold = BatchFold.of(events);
        advance(connection, fold);
        accounts(connection, fold);
        balances(connection, fold);
        withdrawals(connection, fold);
        timeline(fold).send(connection);
        postings(fold).send(connection);
        circuit.write(connection, fold.circuit);
        Map<Integer, Long> next = new LinkedHashMap<>();
        fold.partitions.forEach((partition, to) -> next.put(partition, to.nextSequence()));
        return next;
    }

    private static void advance(Connection connection, BatchFold fold) throws SQLException {
        for (PartitionAdvance to : fold.partitions.values()) {
            boolean begins = to.fromSequence() == 0;
            String sql =
                    begins
                            ? "INSERT INTO sluice.projection_position (next_sequence, last_offset,"
                                    + " last_head, last_time, partition) VALUES (?, ?, ?, ?, ?)"
                                    + " ON CONFLICT DO NOTHING"
                            : "UPDATE sluice.projection_position SET next_sequence = ?,"
                                    + " last_offset = ?, last_head = ?, last_time = ?"
                                    + " WHERE partition = ? AND next_sequence = ?";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setLong(1, to.nextSequence());
                statement.setLong(2, to.lastOffset());
                statement.setString(3, to.lastHead());
                statement.setTimestamp(4, Timestamp.from(to.lastTime()));
                statement.setInt(5, to.partition());
                if (!begins) {
                    statement.setLong(6, to.fromSequence());
                }
                expect(
                        1,
                        statement.executeUpdate(),
                        "position of partition "
                                + to.partition()
                                + " at sequence "
                                + to.fromSequence());
            }
        }
    }

    private static void accounts(Connection connection, BatchFold fold) throws SQLException {
        if (fold.accounts.isEmpty()) {
            return;
        }
        execute(
                connection,
                """
                CREATE TEMP TABLE IF NOT EXISTS batch_account (account_id text, partition int,
                    status text, opened_at timestamptz, changed_at timestamptz)
                    ON COMMIT DELETE ROWS""");
        CopyText rows = new CopyText("batch_account");
        for (AccountChange account : fold.accounts.values()) {
            rows.text(account.accountId())
                    .number(account.partition())
                    .text(account.status().name())
                    .time(account.openedAt())
                    .time(account.changedAt())
                    .endRow();
        }
        rows.send(connection);
        int written =
                execute(
                                connection,
                                """
                                INSERT INTO sluice.account
                                    (account_id, partition, status, opened_at, changed_at)
                                SELECT * FROM batch_account WHERE opened_at IS NOT NULL""")
                        + execute(
                                connection,
                                """
                                UPDATE sluice.account a
                                SET status = b.status, changed_at = b.changed_at
                                FROM batch_account b
                                WHERE a.account_id = b.account_id AND b.opened_at IS NULL""");
        expect(fold.accounts.size(), written, "accounts");
    }

    /**
     * The table refuses a negative balance also in a row that is only proposed: hence two steps.
     */
    private static void balances(Connection connection, BatchFold fold) throws SQLException {
        if (fold.balances.isEmpty()) {
            return;
        }
        execute(
                connection,
                """
                CREATE TEMP TABLE IF NOT EXISTS batch_balance (account_id text, asset text,
                    available numeric, reserved numeric, in_transit numeric)
                    ON COMMIT DELETE ROWS""");
        CopyText rows = new CopyText("batch_balance");
        fold.balances.forEach(
                (key, change) ->
                        rows.text(key.accountId())
                                .text(key.asset().code())
                                .number(change.available())
                                .number(change.reserved())
                                .number(change.inTransit())
                                .endRow());
        rows.send(connection);
        execute(
                connection,
                """
                INSERT INTO sluice.balance (account_id, asset, available, reserved, in_transit)
                SELECT account_id, asset, 0, 0, 0 FROM batch_balance ON CONFLICT DO NOTHING""");
        int written =
                execute(
                        connection,
                        """
                        UPDATE sluice.balance s
                        SET available = s.available + b.available,
                            reserved = s.reserved + b.reserved,
                            in_transit = s.in_transit + b.in_transit
                        FROM batch_balance b
                        WHERE s.account_id = b.account_id AND s.asset = b.asset""");
        expect(fold.balances.size(), written, "balances");
    }

    private static void withdrawals(Connection connection, BatchFold fold) throws SQLException {
        if (fold.withdrawals.isEmpty()) {
            return;
        }
        execute(
                connection,
                """
                CREATE TEMP TABLE IF NOT EXISTS batch_withdrawal (withdrawal_id uuid,
                    account_id text, partition int, asset text, network text, amount numeric,
                    fee numeric, address text, memo text, status text, held_by uuid[],
                    pause_ids uuid[], requested_at timestamptz, changed_at timestamptz)
                    ON COMMIT DELETE ROWS""");
        CopyText rows = new CopyText("batch_withdrawal");
        fold.withdrawals.values().forEach(change -> row(rows, change));
        rows.send(connection);
        int written =
                execute(
                                connection,
                                """
                                INSERT INTO sluice.withdrawal (withdrawal_id, account_id,
                                    partition, asset, network, amount, fee, address, memo, status,
                                    held_by, pause_ids, requested_at, changed_at)
                                SELECT withdrawal_id, account_id, partition, asset, network,
                                    amount, fee, address, memo, status, coalesce(held_by, '{}'),
                                    pause_ids, requested_at, changed_at
                                FROM batch_withdrawal WHERE requested_at IS NOT NULL""")
                        + execute(
                                connection,
                                """
                                UPDATE sluice.withdrawal w
                                SET status = b.status,
                                    held_by = coalesce(b.held_by, w.held_by),
                                    pause_ids = CASE WHEN b.pause_ids = '{}' THEN w.pause_ids
                                        ELSE ARRAY(SELECT DISTINCT unnest(
                                            w.pause_ids || b.pause_ids)) END,
                                    changed_at = b.changed_at
                                FROM batch_withdrawal b
                                WHERE w.withdrawal_id = b.withdrawal_id
                                    AND b.requested_at IS NULL""");
        expect(fold.withdrawals.size(), written, "withdrawals");
    }

    private static void row(CopyText rows, WithdrawalChange change) {
        Optional<WithdrawalChange.Requested> requested = change.requested();
        rows.text(change.id().toString());
        requested.ifPresentOrElse(
                by ->
                        rows.text(by.terms().accountId().value())
                                .number(change.partition())
                                .text(by.terms().asset().code())
                                .text(by.terms().network().name())
                                .number(by.terms().amount().units())
                                .number(by.terms().fee().units())
                                .text(by.terms().destination().address())
                                .text(by.terms().destination().memo()),
                () ->
                        rows.none()
                                .number(change.partition())
                                .none()
                                .none()
                                .none()
                                .none()
                                .none()
                                .none());
        rows.text(change.status().name())
                .array(change.heldBy())
                .array(change.pauseIds())
                .time(requested.map(WithdrawalChange.Requested::at))
                .time(change.changedAt())
                .endRow();
    }

    private CopyText timeline(BatchFold fold) {
        CopyText rows =
                new CopyText(
                        "sluice.withdrawal_event (withdrawal_id, partition, sequence, event, at,"
                                + " actor, position, detail)");
        for (TimelineLine line : fold.timeline) {
            PlacedEvent place = line.place();
            Map<String, String> detail = new LinkedHashMap<>();
            TimelineDetail.of(line.event())
                    .forEach((name, value) -> detail.put(name, PostgresText.of(value)));
            rows.text(line.event().withdrawalId().toString())
                    .number(place.partition())
                    .number(place.sequence())
                    .text(place.type())
                    .time(place.at())
                    .text(place.actor())
                    .text(place.position().toString())
                    .text(json.writeValueAsString(detail))
                    .endRow();
        }
        return rows;
    }

    private static CopyText postings(BatchFold fold) {
        CopyText rows =
                new CopyText(
                        "sluice.posting (partition, sequence, line, book, account_id, asset,"
                                + " amount, at)");
        for (PostingLine line : fold.postings) {
            rows.number(line.place().partition())
                    .number(line.place().sequence())
                    .number(line.line())
                    .text(line.posting().account().book().wire())
                    .text(line.posting().account().accountId().map(Object::toString))
                    .text(line.posting().asset().code())
                    .number(line.posting().signedUnits())
                    .time(line.place().at())
                    .endRow();
        }
        return rows;
    }

    private static int execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static void expect(int expected, int written, String what) {
        if (expected != written) {
            throw new ProjectionDriftException(
                    "%d of %d rows of %s were as the log says".formatted(written, expected, what));
        }
    }
}
