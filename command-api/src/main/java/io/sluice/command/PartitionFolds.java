package io.sluice.command;

import io.sluice.command.circuit.CircuitBoard;
import io.sluice.command.payout.Payouts;
import io.sluice.log.CountedEntry;
import io.sluice.log.EventView;
import io.sluice.log.IndexNotes;
import io.sluice.log.PartitionFollower;

/** What the command side keeps of one partition: its payouts, and with them its circuit. */
record PartitionFolds(Payouts payouts, CircuitBoard board) implements PartitionFollower {

    @Override
    public String name() {
        return "payouts-and-circuit/1";
    }

    @Override
    public void resume(EventView events, IndexNotes notes) {}

    @Override
    public void onCounted(CountedEntry entry, IndexNotes notes) {
        payouts.fold(entry);
        board.fold(entry);
    }
}
