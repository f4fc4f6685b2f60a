package io.sluice.command.slice;

import io.sluice.command.bus.Slice;
import io.sluice.command.bus.States;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.withdrawal.ExpiryClock;
import io.sluice.ledger.withdrawal.ReleaseWithdrawalDecision;
import java.util.List;

/** Releases whatever of the batch may go now, in one entry; each rests on the gate. */
final class ReleaseBatchSlice implements Slice<Batch.OfReleases> {

    private final ReleaseGate gate;

    ReleaseBatchSlice(ReleaseGate gate) {
        this.gate = gate;
    }

    @Override
    public Verdict decide(Batch.OfReleases batch, CommandHeader header, States states) {
        ExpiryClock clock = states.expiryClock(header);
        List<LedgerEvent> released =
                batch.releases().stream()
                        .map(
                                release ->
                                        ReleaseWithdrawalDecision.decide(
                                                release,
                                                header,
                                                states.account(release.accountId()),
                                                states.withdrawal(release.withdrawalId()),
                                                states.circuit(),
                                                clock))
                        .flatMap(Batches::accepted)
                        .filter(this::mayGo)
                        .toList();
        return Batches.verdict(released);
    }

    /**
     * The gate may have been shut since: a release that a gap made void is never sent as it was.
     */
    @Override
    public boolean restsOnMoreThanTheLog() {
        return true;
    }

    private boolean mayGo(LedgerEvent event) {
        return event instanceof WithdrawalReleased released
                && !gate.isShut(released.asset(), released.network());
    }
}
