package io.sluice.command;

import io.sluice.command.circuit.CircuitBoard;
import io.sluice.command.payout.Payouts;
import io.sluice.log.CountedEntry;
import io.sluice.log.EventView;
import io.sluice.log.IndexNotes;
import io.sluice.log.LogPosition;
import io.sluice.log.PartitionFollower;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the command side keeps of one partition: its payouts, and with them its circuit. After a
 * restart they go on from what was noted of what is open, and apply the circuit's events again.
 *
 * @param last the last entry that the partition's index holds
 */
record PartitionFolds(Payouts payouts, CircuitBoard board, Supplier<Optional<LogPosition>> last)
        implements PartitionFollower {

    @Override
    public String name() {
        return "payouts-and-circuit/6";
    }

    @Override
    public void resume(EventView events, IndexNotes notes) {
        last.get()
                .ifPresent(
                        position -> {
                            payouts.resume(position, events, notes);
                            board.resume(position.partition(), events, notes);
                        });
    }

    @Override
    public void onCounted(CountedEntry entry, IndexNotes notes) {
        payouts.fold(entry, notes);
        board.fold(entry, notes);
    }
}
