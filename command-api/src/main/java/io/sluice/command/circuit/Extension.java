package io.sluice.command.circuit;

import io.sluice.ledger.event.LedgerEvent.ExtensionDecided;
import io.sluice.log.LogPosition;
import java.time.Instant;

/** When a pause is to end from now on, as its home partition says. */
public record Extension(ExtensionDecided event, LogPosition position, Instant at) {}
