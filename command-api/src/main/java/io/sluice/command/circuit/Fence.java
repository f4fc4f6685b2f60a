package io.sluice.command.circuit;

import io.sluice.command.payout.Tally;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.log.LogPosition;
import io.sluice.log.StoredEvent;
import java.time.Instant;
import java.util.List;

/**
 * Where a pause stands in one partition: behind it nothing in its scope is released.
 *
 * @param stored the event as the log has it, so that others can complete the fan-out
 * @param inFlight released before it, and neither gone nor back when it counted
 */
public record Fence(
        PauseOpened pause,
        StoredEvent stored,
        LogPosition position,
        Instant at,
        List<Tally> inFlight) {}
