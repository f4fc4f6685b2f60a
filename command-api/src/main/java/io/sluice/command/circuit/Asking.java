package io.sluice.command.circuit;

import io.sluice.ledger.event.LedgerEvent.ResumptionAsked;
import io.sluice.log.LogPosition;
import java.time.Instant;

/** That somebody asked for a pause's end, as its home partition says. */
public record Asking(ResumptionAsked event, LogPosition position, Instant at) {}
