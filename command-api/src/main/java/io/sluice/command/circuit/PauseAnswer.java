package io.sluice.command.circuit;

import io.sluice.command.payout.Tally;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.log.LogPosition;
import java.util.List;

/**
 * How far a pause has come.
 *
 * @param fencedAt where it stands, in the order of partitions
 * @param pending partitions in which it is not yet known to stand
 * @param inFlight released before the fences and neither gone nor back when they counted
 * @param repeated whether it stood everywhere before it was asked for
 */
public record PauseAnswer(
        PauseOpened pause,
        List<LogPosition> fencedAt,
        List<Integer> pending,
        List<Tally> inFlight,
        boolean repeated) {}
