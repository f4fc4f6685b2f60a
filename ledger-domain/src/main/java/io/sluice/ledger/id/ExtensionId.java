package io.sluice.ledger.id;

import java.util.UUID;

/**
 * The identity of a change of a pause's expected end, derived from the command that made it, so
 * that a repeated decision makes the same one.
 */
public record ExtensionId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
