package io.sluice.command.payout;

import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.withdrawal.RailTerms;
import java.util.HashMap;
import java.util.Map;

/**
 * Assets, networks and rails are few, and each event that was read brings its own: those that are
 * open share them, which saves much of their memory. Guarded by its queue.
 */
final class SharedParts {

    private final Map<Lane, Lane> lanes = new HashMap<>();
    private final Map<RailTerms, RailTerms> rails = new HashMap<>();

    /** The same, with the asset and the network that the first of its lane had. */
    WithdrawalRequested in(WithdrawalRequested request) {
        Lane own = new Lane(request.asset(), request.network());
        Lane lane = lanes.computeIfAbsent(own, first -> first);
        return new WithdrawalRequested(
                request.accountId(),
                request.withdrawalId(),
                lane.asset(),
                lane.network(),
                request.amount(),
                request.fee(),
                request.destination(),
                request.admission());
    }

    /** The same, with the terms that the first release on them had. */
    Payout.Release in(Payout.Release release) {
        return release.on(rails.computeIfAbsent(release.rail(), first -> first));
    }
}
