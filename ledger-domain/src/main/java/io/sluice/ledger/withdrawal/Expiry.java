package io.sluice.ledger.withdrawal;

import java.time.Instant;

/**
 * Until when a withdrawal may be released.
 *
 * @param at as it was asked for
 * @param since when it was asked for: pauses before it do not count
 */
public record Expiry(Instant at, Instant since) {}
