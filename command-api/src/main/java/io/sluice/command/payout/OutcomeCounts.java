package io.sluice.command.payout;

import io.sluice.command.fold.Placed;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import java.util.concurrent.atomic.LongAdder;

/** What became of withdrawals, counted as their queues see it happen. Thread-safe. */
final class OutcomeCounts {

    private final RailOutcomes outcomes = new RailOutcomes();
    private final LongAdder released = new LongAdder();

    /** An open withdrawal of that network was moved on. */
    void moved(Network network, Placed by) {
        switch (by.event()) {
            case LedgerEvent.WithdrawalReleased e -> released.increment();
            case LedgerEvent.WithdrawalOutcomeUnknown e -> outcomes.unknown(network, by.time());
            case LedgerEvent.WithdrawalSettled e -> outcomes.settled(network, by.time());
            case LedgerEvent.WithdrawalFailed e -> outcomes.failed(network, by.time());
            default -> {}
        }
    }

    /** One that an earlier life of the node left open. */
    void takenUp(Payout payout) {
        if (payout.status() == WithdrawalStatus.UNKNOWN) {
            outcomes.unknown(payout.request().network(), payout.since());
        }
    }

    RailOutcomes outcomes() {
        return outcomes;
    }

    long released() {
        return released.sum();
    }
}
