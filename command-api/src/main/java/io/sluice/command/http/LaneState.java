package io.sluice.command.http;

import io.sluice.command.circuit.CircuitBoard;
import io.sluice.command.payout.Lane;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import java.util.List;
import java.util.Locale;

/** What a lane does with withdrawals now. */
enum LaneState {
    OPERATIONAL,
    /** Taken and held, or held ones are still leaving. */
    DELAYED,
    /** Refused. */
    SUSPENDED;

    static LaneState of(Lane lane, CircuitBoard board) {
        List<PauseOpened> pauses = pauses(lane, board);
        if (pauses.stream().anyMatch(pause -> pause.mode() == PauseMode.REJECT)) {
            return SUSPENDED;
        }
        boolean held = board.queues().anyMatch(queue -> queue.held(lane) > 0);
        return pauses.isEmpty() && !held ? OPERATIONAL : DELAYED;
    }

    /** The pauses in force anywhere that cover the lane, oldest first. */
    static List<PauseOpened> pauses(Lane lane, CircuitBoard board) {
        return board.active().stream()
                .flatMap(id -> board.pause(id).stream())
                .filter(pause -> pause.scope().covers(lane.asset(), lane.network()))
                .toList();
    }

    /** That all is well can only be said by whoever hears of it when it no longer is. */
    LaneState asKnown(boolean certain) {
        return this == OPERATIONAL && !certain ? DELAYED : this;
    }

    boolean isEnabled() {
        return this != SUSPENDED;
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
