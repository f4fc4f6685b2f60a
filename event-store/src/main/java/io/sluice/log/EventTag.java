package io.sluice.log;

import org.jspecify.annotations.Nullable;

/**
 * What an event can be found by, for example {@code account} = {@code alice}. Looked up several
 * times for every command, so it says itself what a record would find out by method handles.
 */
public record EventTag(String name, String value) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EventTag tag && value.equals(tag.value) && name.equals(tag.name);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + value.hashCode();
    }
}
