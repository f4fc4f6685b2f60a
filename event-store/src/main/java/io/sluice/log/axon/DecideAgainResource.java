package io.sluice.log.axon;

import org.axonframework.messaging.core.Context.ResourceKey;

/**
 * What a unit of work tells the engine when its decision also rests on something outside the log:
 * after a gap its entry is decided again and never appended again as it was.
 */
public final class DecideAgainResource {

    public static final ResourceKey<Boolean> KEY = ResourceKey.withLabel("sluiceDecideAgain");

    private DecideAgainResource() {}
}
