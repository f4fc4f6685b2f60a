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

    /** Nothing is noted yet: all entries with events are read back from the index. */
    @Override
    public void resume(EventView events, IndexNotes notes) {
        long sequence = 0;
        while (sequence < events.nextSequence()) {
            CountedEntry entry = events.entryOf(sequence).orElseThrow();
            payouts.fold(entry);
            board.fold(entry);
            sequence = entry.firstSequence() + entry.events().size();
        }
    }

    @Override
    public void onCounted(CountedEntry entry, IndexNotes notes) {
        payouts.fold(entry);
        board.fold(entry);
    }
}
