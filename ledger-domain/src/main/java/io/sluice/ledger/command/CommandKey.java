package io.sluice.ledger.command;

import java.util.UUID;

/**
 * An idempotency key as it is found and as it was given.
 *
 * @param id the value of tag {@code key}: {@link io.sluice.ledger.id.NamedIds#commandKey} or {@link
 *     io.sluice.ledger.id.NamedIds#circuitKey}
 * @param raw what the caller sent, stored and compared, so that nothing rests on a hash alone
 */
public record CommandKey(UUID id, String raw) {}
