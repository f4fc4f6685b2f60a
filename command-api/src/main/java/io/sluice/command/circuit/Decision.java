package io.sluice.command.circuit;

import io.sluice.ledger.event.LedgerEvent.ResumptionDecided;
import io.sluice.log.LogPosition;
import java.time.Instant;

/** That a pause is to end, as its home partition says. */
public record Decision(ResumptionDecided event, LogPosition position, Instant at) {}
