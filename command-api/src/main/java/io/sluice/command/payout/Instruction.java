package io.sluice.command.payout;

import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.withdrawal.Destination;
import io.sluice.ledger.withdrawal.RailTerms;
import io.sluice.log.LogPosition;
import java.time.Instant;

/**
 * What a rail is asked to do.
 *
 * @param notAfter past it, a rail that honours it does not send any more
 * @param releasedAt where the release stands that this follows
 * @param rail the only one that it may be handed to
 */
public record Instruction(
        WithdrawalId withdrawalId,
        int attempt,
        AccountId accountId,
        Asset asset,
        Network network,
        Amount amount,
        Destination destination,
        Instant notAfter,
        LogPosition releasedAt,
        RailTerms rail) {

    static Instruction of(WithdrawalRequested request, Payout.Release release) {
        return new Instruction(
                request.withdrawalId(),
                release.attempt(),
                request.accountId(),
                request.asset(),
                request.network(),
                request.amount(),
                request.destination(),
                release.notAfter(),
                release.position(),
                release.rail());
    }
}
