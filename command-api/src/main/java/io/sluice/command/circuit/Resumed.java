package io.sluice.command.circuit;

import io.sluice.ledger.event.LedgerEvent.PauseResumed;
import io.sluice.log.LogPosition;
import java.time.Instant;

/** That a pause has ended in one partition. */
public record Resumed(PauseResumed event, LogPosition position, Instant at) {}
