package io.sluice.command.slice;

import io.sluice.command.bus.Slice;
import io.sluice.command.bus.States;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.withdrawal.HoldWithdrawalDecision;

/** Marks those of the batch that a pause found queued, in one entry. */
final class HoldBatchSlice implements Slice<Batch.OfHolds> {

    @Override
    public Verdict decide(Batch.OfHolds batch, CommandHeader header, States states) {
        return Batches.verdict(
                batch.holds().stream()
                        .map(
                                hold ->
                                        HoldWithdrawalDecision.decide(
                                                hold,
                                                header,
                                                states.account(hold.accountId()),
                                                states.withdrawal(hold.withdrawalId()),
                                                states.circuit()))
                        .flatMap(Batches::accepted)
                        .toList());
    }
}
