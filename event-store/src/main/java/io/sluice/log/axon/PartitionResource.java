package io.sluice.log.axon;

import org.axonframework.messaging.core.Context.ResourceKey;

/** What the command bus tells the engine about where a unit of work belongs. */
public final class PartitionResource {

    /**
     * The partition that the unit of work reads and appends to; without it an append is refused.
     */
    public static final ResourceKey<Integer> KEY = ResourceKey.withLabel("sluicePartition");

    /**
     * The routing key that stands in the record's key; absent for entries that concern no one
     * account.
     */
    public static final ResourceKey<String> ROUTING_KEY = ResourceKey.withLabel("sluiceRoutingKey");

    private PartitionResource() {}
}
