package io.sluice.projection.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists of withdrawals, newest first, in keyset pages: a page never shifts under its reader. */
final class WithdrawalPages {

    private final ReadDatabase database;

    WithdrawalPages(ReadDatabase database) {
        this.database = database;
    }

    /**
     * @param next where the following page begins, if there is one
     */
    record Page(List<WithdrawalRow> rows, Optional<PageCursor> next) {}

    Page page(WithdrawalFilter filter, Optional<PageCursor> from, int limit)
            throws ProjectionUnavailableException {
        Sql sql = new Sql();
        filter.account().ifPresent(account -> sql.where("w.account_id = ?", account.value()));
        filter.status().ifPresent(status -> sql.where("w.status = ?", status.name()));
        filter.asset().ifPresent(asset -> sql.where("w.asset = ?", asset.code()));
        filter.network().ifPresent(network -> sql.where("w.network = ?", network.name()));
        filter.pauseId()
                .ifPresent(
                        pause ->
                                sql.where(
                                        "w.pause_ids <> '{}' AND w.pause_ids @> ARRAY[?::uuid]",
                                        pause.value()));
        from.ifPresent(
                cursor ->
                        sql.where(
                                "(w.requested_at, w.withdrawal_id) < (?, ?)",
                                Timestamp.from(cursor.requestedAt()),
                                cursor.withdrawalId()));
        List<WithdrawalRow> rows = database.read(connection -> sql.run(connection, limit + 1));
        if (rows.size() <= limit) {
            return new Page(rows, Optional.empty());
        }
        WithdrawalRow last = rows.get(limit - 1);
        return new Page(
                rows.subList(0, limit),
                Optional.of(new PageCursor(last.requestedAt(), last.id().value())));
    }

    /** A query that grows by conditions; values are bound, never written into it. */
    private static final class Sql {

        private final List<String> conditions = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        void where(String condition, Object... bound) {
            conditions.add(condition);
            values.addAll(List.of(bound));
        }

        List<WithdrawalRow> run(Connection connection, int limit) throws SQLException {
            String text =
                    "SELECT "
                            + WithdrawalRow.COLUMNS
                            + " FROM sluice.withdrawal w"
                            + (conditions.isEmpty()
                                    ? ""
                                    : " WHERE " + String.join(" AND ", conditions))
                            + " ORDER BY w.requested_at DESC, w.withdrawal_id DESC LIMIT ?";
            try (PreparedStatement statement = connection.prepareStatement(text)) {
                int index = 1;
                for (Object value : values) {
                    statement.setObject(index++, value);
                }
                statement.setInt(index, limit);
                try (ResultSet row = statement.executeQuery()) {
                    List<WithdrawalRow> rows = new ArrayList<>();
                    while (row.next()) {
                        rows.add(WithdrawalRow.of(row));
                    }
                    return rows;
                }
            }
        }
    }
}
