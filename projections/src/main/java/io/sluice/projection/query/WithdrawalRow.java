package io.sluice.projection.query;

import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.withdrawal.Destination;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import io.sluice.ledger.withdrawal.WithdrawalTerms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A row of table {@code withdrawal}.
 *
 * @param heldBy the pauses that its last hold named
 */
record WithdrawalRow(
        WithdrawalId id,
        WithdrawalTerms terms,
        WithdrawalStatus status,
        List<UUID> heldBy,
        Instant requestedAt,
        Instant changedAt) {

    static final String COLUMNS =
            "w.withdrawal_id, w.account_id, w.partition, w.asset, w.network, w.amount, w.fee,"
                    + " w.address, w.memo, w.status, w.held_by, w.requested_at, w.changed_at";

    static WithdrawalRow of(ResultSet row) throws SQLException {
        return new WithdrawalRow(
                new WithdrawalId(row.getObject("withdrawal_id", UUID.class)),
                new WithdrawalTerms(
                        new AccountId(row.getString("account_id")),
                        new Asset(row.getString("asset")),
                        new Network(row.getString("network")),
                        AccountQueries.amount(row, "amount"),
                        AccountQueries.amount(row, "fee"),
                        new Destination(
                                row.getString("address"),
                                Optional.ofNullable(row.getString("memo")))),
                WithdrawalStatus.valueOf(row.getString("status")),
                List.of((UUID[]) row.getArray("held_by").getArray()),
                AccountQueries.time(row, "requested_at"),
                AccountQueries.time(row, "changed_at"));
    }
}
