package io.sluice.command.circuit;

import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import java.time.Instant;

/**
 * A pause that was asked of this node and may not stand everywhere yet.
 *
 * @param rawKey the idempotency key that it came with
 */
record Intent(PauseOpened pause, String rawKey, Instant time) {}
