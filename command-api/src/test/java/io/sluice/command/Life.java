package io.sluice.command;

import io.sluice.command.circuit.CircuitBoard;
import io.sluice.command.payout.Lane;
import io.sluice.command.payout.Payout;
import io.sluice.command.payout.PayoutQueue;
import io.sluice.command.payout.Payouts;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import io.sluice.log.CountedEntry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One life of a node's folds, and the notes that it leaves. */
final class Life {

    static final List<Lane> LANES =
            List.of(new Lane(World.BTC, World.BITCOIN), new Lane(World.ETH, World.ETHEREUM));

    final Payouts payouts = new Payouts(1, Long.MAX_VALUE);
    final CircuitBoard board = new CircuitBoard(1, payouts);
    final KeptIndex.Notes notes;
    private final PartitionFolds folds;

    Life(KeptIndex index, KeptIndex.Notes notes) {
        this.notes = notes;
        this.folds = new PartitionFolds(payouts, board, index::last);
        folds.resume(index, notes);
    }

    void count(CountedEntry entry) {
        folds.onCounted(entry, notes);
    }

    PayoutQueue queue() {
        return payouts.queue(0);
    }

    /** Everything that can be asked of queue and circuit. */
    Map<String, Object> seen(List<PauseId> pauses) {
        PayoutQueue queue = queue();
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("folded to", queue.foldedTo());
        seen.put("open", queue.open());
        seen.put("next", queue.next(Integer.MAX_VALUE, lane -> false, held -> true));
        seen.put("next few", queue.next(3, lane -> false, held -> true));
        seen.put("next unheld", queue.next(5, lane -> false, held -> false));
        seen.put("in flight", queue.inFlight());
        seen.put("unanswered", queue.unanswered());
        seen.put("unmarked", queue.unmarked(Integer.MAX_VALUE));
        seen.put("draining", queue.draining());
        for (WithdrawalStatus status : WithdrawalStatus.values()) {
            seen.put("count of " + status, queue.count(status));
            seen.put("oldest " + status, queue.oldest(status));
            seen.put("those in " + status, queue.olderThan(status, Instant.MAX, Integer.MAX_VALUE));
        }
        for (Lane lane : LANES) {
            seen.put("held in " + lane, queue.held(lane));
            seen.put("other than " + lane, queue.next(9, lane::equals, held -> true));
        }
        for (Scope scope : RandomHistory.SCOPES) {
            List<Payout> queued = queue.queued(scope);
            seen.put("queued in " + scope, queued);
            seen.put("rates in " + scope, queued.stream().map(queue::ratePerSecond).toList());
            seen.put("in flight in " + scope, queue.inFlight(scope));
        }
        seen.put("circuit", board.state(0));
        seen.put("active in order", board.state(0).active());
        seen.put("known", board.known());
        seen.put("active", board.active());
        for (PauseId pause : pauses) {
            seen.put("held for " + pause, queue.heldFor(pause));
            seen.put("drain of " + pause, queue.drain(pause));
            seen.put("stuck for " + pause, queue.stuck(pause));
            seen.put("fence of " + pause, board.fence(0, pause));
            seen.put("askings for " + pause, board.askings(pause));
            seen.put("decision on " + pause, board.decision(pause));
            seen.put("end of " + pause, board.resumed(0, pause));
            seen.put("unresumed " + pause, board.unresumed(pause));
        }
        return seen;
    }
}
