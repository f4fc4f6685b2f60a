package io.sluice.log.axon;

import io.sluice.log.EventTag;
import io.sluice.log.LogPosition;
import java.time.Instant;
import java.util.List;
import org.axonframework.messaging.core.Context.ResourceKey;

/**
 * Where a streamed event stands.
 *
 * @param entryTime the time of its entry, which never runs back within a partition
 */
public record EntryResource(
        LogPosition position, Instant entryTime, long sequence, List<EventTag> tags) {

    public static final ResourceKey<EntryResource> KEY = ResourceKey.withLabel("sluiceEntry");
}
