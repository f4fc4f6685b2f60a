package io.sluice.command.payout;

import io.sluice.ledger.id.WithdrawalId;
import java.time.Instant;

/**
 * Since when a withdrawal is in its status.
 *
 * @param offset of the entry that brought it there
 */
public record InStatus(WithdrawalId withdrawal, Instant since, int partition, long offset) {}
