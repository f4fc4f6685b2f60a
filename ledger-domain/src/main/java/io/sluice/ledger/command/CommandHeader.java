package io.sluice.ledger.command;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What comes in with every command, so that deciding stays pure and may be repeated.
 *
 * @param actor who asks
 * @param key the idempotency key; absent where the ledger itself asks (releases, holds, applied
 *     resumptions)
 * @param now the time of the decision, whole microseconds
 */
public record CommandHeader(UUID commandId, String actor, Optional<CommandKey> key, Instant now) {

    /**
     * The key of a command that makes something whose id follows from the key.
     *
     * @throws IllegalArgumentException when there is none, which is the caller's bug
     */
    public CommandKey requiredKey() {
        return key.orElseThrow(
                () -> new IllegalArgumentException("needs an idempotency key: " + this));
    }
}
