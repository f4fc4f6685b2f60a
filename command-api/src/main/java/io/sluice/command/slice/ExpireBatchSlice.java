package io.sluice.command.slice;

import io.sluice.command.bus.Slice;
import io.sluice.command.bus.States;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.withdrawal.ExpireWithdrawalDecision;
import io.sluice.ledger.withdrawal.ExpiryClock;

/** Gives back those of the batch whose time is up, in one entry. */
final class ExpireBatchSlice implements Slice<Batch.OfExpiries> {

    @Override
    public Verdict decide(Batch.OfExpiries batch, CommandHeader header, States states) {
        ExpiryClock clock = states.expiryClock(header);
        return Batches.verdict(
                batch.expiries().stream()
                        .map(
                                expiry ->
                                        ExpireWithdrawalDecision.decide(
                                                expiry,
                                                header,
                                                states.account(expiry.accountId()),
                                                states.withdrawal(expiry.withdrawalId()),
                                                clock))
                        .flatMap(Batches::accepted)
                        .toList());
    }
}
