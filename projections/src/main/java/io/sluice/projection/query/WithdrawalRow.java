package io.sluice.projection.query;

import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.reads.Holding;
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
 * @param covering where it is held, the pauses in force that cover it
 * @param frozen whether its account is
 */
record WithdrawalRow(
        WithdrawalId id,
        WithdrawalTerms terms,
        WithdrawalStatus status,
        List<UUID> heldBy,
        List<UUID> covering,
        boolean frozen,
        Instant requestedAt,
        Instant changedAt) {

    static final String COLUMNS =
            "w.withdrawal_id, w.account_id, w.partition, w.asset, w.network, w.amount, w.fee,"
                    + " w.address, w.memo, w.status, w.held_by, w.requested_at, w.changed_at,"
                    + """
                     EXISTS (SELECT FROM sluice.account a
                            WHERE a.account_id = w.account_id AND a.status = 'FROZEN') AS frozen,
                    CASE WHEN w.status = 'HELD' THEN ARRAY(
                        SELECT f.pause_id FROM sluice.pause_fence f
                        JOIN sluice.pause z USING (pause_id)
                        WHERE f.partition = w.partition
                            AND f.position IS NOT NULL AND f.resumed_at IS NULL
                            AND coalesce(z.scope_asset, w.asset) = w.asset
                            AND coalesce(z.scope_network, w.network) = w.network
                        ORDER BY f.opened_at, f.pause_id) ELSE '{}'::uuid[] END AS covering\
                    """;

    /** What keeps it here, where it is held. */
    Optional<Holding> holding() {
        return status == WithdrawalStatus.HELD
                ? Optional.of(Holding.of(pauses(heldBy), pauses(covering), frozen))
                : Optional.empty();
    }

    private static List<PauseId> pauses(List<UUID> ids) {
        return ids.stream().map(PauseId::new).toList();
    }

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
                List.of((UUID[]) row.getArray("covering").getArray()),
                row.getBoolean("frozen"),
                AccountQueries.time(row, "requested_at"),
                AccountQueries.time(row, "changed_at"));
    }
}
