package io.sluice.command.bus;

import java.util.UUID;

/** Identifiers of what is found by a tag but has no id type of its own in the domain. */
final class EntityIds {

    private EntityIds() {}

    /** Tag {@code key}. */
    record Key(UUID value) {}

    /** Tag {@code circuit}. */
    enum Circuit {
        THE_ONE
    }
}
